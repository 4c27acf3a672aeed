import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { combineMarks, differencesOf } from "./combine-marks";
import { MarkBook } from "./mark-book";
import { MarkSettingsStore } from "./mark-settings";
import { parseMarksFile, writeMarksFile } from "./marks-file";
import { clashesWithOwn, countChanges, type PlacedMark, planMerge } from "./merge-marks";
import { type Mark, OWN_AUTHOR, tidyFlags } from "./model";

const DATASET = "d".repeat(64);
const TIME = "2026-01-02T03:04:05.000Z";

function mark(part: Partial<Mark>): Mark {
  return {
    row: 0,
    id: null,
    author: OWN_AUTHOR,
    isStarred: false,
    flags: [],
    note: "",
    updatedAt: TIME,
    ...part,
  };
}

describe("marks of several people on one record", () => {
  const ada = mark({ author: "Ada", isStarred: true, flags: ["loop"], note: "twice" });
  const bo = mark({ author: "Bo", isStarred: true, flags: ["fine"], note: "" });

  it("differ only among those who marked it", () => {
    expect(differencesOf([ada])).toEqual([]);
    expect(differencesOf([])).toEqual([]);
    expect(differencesOf([ada, bo])).toEqual(["flags", "note"]);
    expect(
      differencesOf([ada, { ...ada, author: "Cy" }, { ...ada, author: "Bo", isStarred: false }]),
    ).toEqual(["star"]);
  });

  it("stand together in the columns, notes with their authors", () => {
    const own = mark({ note: "mine", flags: ["loop", "z"] });
    const nameOf = (author: string) => author || "you";
    expect(combineMarks(4, [own, ada, bo], nameOf)).toEqual({
      row: 4,
      isStarred: true,
      flags: ["fine", "loop", "z"],
      note: "you: mine\nAda: twice",
      markedBy: ["Ada", "Bo", "you"],
      differ: ["star", "flags", "note"],
    });
    expect(combineMarks(4, [own], nameOf).note).toBe("mine");
  });
});

describe("a file of marks", () => {
  const text = fc.string({ unit: "grapheme" }).map((one) => one.toWellFormed());
  const anyMark = fc.record({
    row: fc.nat(1e9),
    id: fc.option(text.filter((id) => id !== "")),
    author: text.map((name) => name.trim()).filter((name) => name !== ""),
    isStarred: fc.boolean(),
    flags: fc.array(text, { maxLength: 4 }).map(tidyFlags),
    note: text,
    updatedAt: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((d) => d.toISOString()),
  });

  const textOf = async (...[marks, dataset, ownName]: Parameters<typeof writeMarksFile>) => {
    let whole = "";
    for await (const part of writeMarksFile(marks, dataset, ownName)) whole += part;
    return whole;
  };

  it("gives back what was written, whatever its texts hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyMark, { selector: ({ row }) => row }), async (marks) => {
        const { marks: read, problems } = await parseMarksFile(await textOf(marks, DATASET, "me"), "x", TIME);
        expect(problems).toEqual([]);
        const ordered = [...marks].sort((a, b) => a.row - b.row);
        expect(read).toEqual(ordered.map((one) => ({ ...one, dataset: DATASET })));
      }),
    );
  });

  it("counts rows from 1 and names the person, one line each, in the order of the dataset", async () => {
    const marks = [
      mark({ row: 9, id: "b", note: 'say "hi"\n' }),
      mark({ row: 0, isStarred: true, flags: ["x"] }),
    ];
    expect(await textOf(marks, DATASET, "Ada")).toBe(
      `{"id":null,"row":1,"author":"Ada","star":true,"flags":["x"],"note":"","updated":"${TIME}","dataset":"${DATASET}"}\n` +
        `{"id":"b","row":10,"author":"Ada","star":false,"flags":[],"note":"say \\"hi\\"\\n","updated":"${TIME}","dataset":"${DATASET}"}\n`,
    );
  });

  it("takes files that others made, and names each line it cannot use", async () => {
    const lines = [
      '\uFEFF{"id": 17, "flags": ["b", " a ", "b", ""]}',
      "",
      '{"row": 3, "dataset": "other", "star": true, "note": null, "author": " Judge "}\r',
      "{broken",
      "[]",
      '{"note": "of nothing"}',
      '{"row": 0}',
      '{"id": "x", "flags": "loop"}',
      '{"id": "x", "star": "yes"}',
      '{"id": "x", "note": 5}',
      '{"id": "nothing", "flags": []}',
      '{"id": "y", "removed": true, "star": true}',
      '{"id": "y", "removed": 1}',
    ];
    const { marks, problems } = await parseMarksFile(lines.join("\n"), "judge-7b", TIME);
    const missing = { isStarred: false, flags: [], note: "", updatedAt: TIME };
    expect(marks).toEqual([
      { ...missing, id: "17", row: null, dataset: null, author: "judge-7b", flags: ["a", "b"] },
      { ...missing, id: null, row: 2, dataset: "other", author: "Judge", isStarred: true },
      { ...missing, id: "y", row: null, dataset: null, author: "judge-7b" },
    ]);
    expect(problems.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "4: not valid JSON",
      "5: not a JSON object",
      "6: neither an id nor a row number",
      "7: neither an id nor a row number",
      "8: flags are no list of texts",
      "9: star is neither true nor false",
      "10: the note is no text",
      "13: removed is neither true nor false",
    ]);
  });
});

describe("a merge", () => {
  const here: Mark[] = [
    mark({ row: 1, isStarred: true }),
    mark({ row: 2, flags: ["loop"] }),
    mark({ row: 2, author: "Bo", note: "old" }),
  ];
  const marksOf = (row: number) => here.filter((one) => one.row === row);
  const placed = (part: Partial<Mark>, row: number | null): PlacedMark => {
    const { row: _, ...filed } = mark({ author: "Bo", ...part });
    return { mark: { ...filed, row: null, dataset: null }, row };
  };
  const LATER = "2026-02-02T00:00:00.000Z";
  const EARLIER = "2025-02-02T00:00:00.000Z";

  it("keeps both people's marks and says where they differ", async () => {
    const plan = await planMerge(
      [
        placed({ isStarred: true }, 1),
        placed({ flags: ["fine"], note: "new", updatedAt: LATER }, 2),
        placed({ note: "first" }, 3),
        placed({ note: "second", updatedAt: LATER }, 3),
        placed({ id: "gone", isStarred: true }, null),
      ],
      { marksOf, takenBackAt: () => null },
      "Ada",
      "own",
    );
    expect(plan).toMatchObject({ added: 2, replaced: 1, outdated: 0, same: 0 });
    expect(plan.puts.map(({ row, author, note, flags }) => [row, author, note, flags])).toEqual([
      [1, "Bo", "", []],
      [2, "Bo", "new", ["fine"]],
      [3, "Bo", "second", []],
    ]);
    expect(plan.unplaced.map(({ id }) => id)).toEqual(["gone"]);
    expect(plan.disagreements).toEqual([
      {
        between: [OWN_AUTHOR, "Bo"],
        records: 1,
        sides: [
          { side: "flags", records: 1 },
          { side: "note", records: 1 },
        ],
      },
    ]);
  });

  it("lets the later of two marks by one person count", async () => {
    const file = [
      placed({ note: "older", updatedAt: EARLIER }, 2),
      placed({ author: "Ada", isStarred: true, updatedAt: LATER }, 1),
      placed({ author: "Ada", flags: ["other"], updatedAt: LATER }, 2),
    ];
    const plan = await planMerge(file, { marksOf, takenBackAt: () => null }, "Ada", "own");
    expect(plan).toMatchObject({ added: 0, replaced: 1, outdated: 1, same: 1 });
    expect(plan.puts).toMatchObject([{ row: 2, author: OWN_AUTHOR, flags: ["other"] }]);
    expect(clashesWithOwn(file, marksOf, "Ada")).toBe(true);
    expect(clashesWithOwn(file.slice(0, 2), marksOf, "Ada")).toBe(false);
    expect(clashesWithOwn(file, marksOf, "")).toBe(false);
  });

  it("brings nothing back that the person took back later than the file says", async () => {
    const takenBackAt = (row: number, author: string) => (row === 5 && author === OWN_AUTHOR ? TIME : null);
    const [gone, again] = [
      placed({ author: "Ada", note: "old", updatedAt: EARLIER }, 5),
      placed({ author: "Ada", note: "new", updatedAt: LATER }, 5),
    ];
    const plans = await Promise.all(
      [gone, again].map((one) => planMerge([one], { marksOf, takenBackAt }, "Ada", "own")),
    );
    expect(plans).toMatchObject([
      { takenBack: 1, added: 0, puts: [] },
      { takenBack: 0, added: 1, puts: [{ row: 5, note: "new" }] },
    ]);
    // What another person of that name said stays said.
    const other = await planMerge([gone], { marksOf, takenBackAt }, "Ada", "other");
    expect(other).toMatchObject({ takenBack: 0, added: 1 });
  });

  it("takes away what another person took back, and keeps that it was", async () => {
    const plan = await planMerge(
      [placed({ updatedAt: LATER }, 2), placed({}, 3), placed({ updatedAt: EARLIER }, 2), placed({}, null)],
      { marksOf, takenBackAt: () => null },
      "Ada",
      "own",
    );
    expect(plan).toMatchObject({
      removed: 1,
      added: 0,
      replaced: 0,
      outdated: 0,
      unplaced: [],
      disagreements: [],
    });
    expect(countChanges(plan)).toBe(1);
    const [gone, trace] = plan.puts;
    expect([gone, trace]).toMatchObject([
      { row: 2, author: "Bo", note: "", updatedAt: LATER },
      { row: 3, author: "Bo" },
    ]);
    // A mark made here later than the other was taken back stays.
    const early = await planMerge(
      [placed({ updatedAt: EARLIER }, 2)],
      { marksOf, takenBackAt: () => null },
      "",
      "own",
    );
    expect(early).toMatchObject({ removed: 0, puts: [] });
    // An older file does not bring it back.
    const takenBackAt = (row: number, author: string) => (row === 2 && author === "Bo" ? LATER : null);
    const old = await planMerge(
      [placed({ note: "old" }, 2)],
      { marksOf: () => [], takenBackAt },
      "Ada",
      "own",
    );
    expect(old).toMatchObject({ takenBack: 1, puts: [] });
  });

  it("keeps another person of the same name apart", async () => {
    const file = [placed({ author: "Ada", flags: ["other"], updatedAt: LATER }, 2)];
    const plan = await planMerge(file, { marksOf, takenBackAt: () => null }, "Ada", "other");
    expect(plan.puts).toMatchObject([{ row: 2, author: "Ada (2)", flags: ["other"] }]);
    expect(plan.disagreements[0]?.between).toEqual([OWN_AUTHOR, "Ada (2)"]);
  });
});

// There is no IndexedDB here, as in a browser that refuses it: what is kept is seen end to end.
describe("a book of marks", () => {
  const open: MarkBook[] = [];
  const bookOf = async (dataset: string, settings = new MarkSettingsStore()) => {
    const book = new MarkBook(async () => dataset, settings);
    open.push(book);
    await book.open();
    return book;
  };
  afterEach(() => {
    for (const book of open.splice(0)) book.close();
  });
  const flag = (name: string) => (content: { flags: readonly string[] }) => ({
    isStarred: false,
    note: "",
    flags: tidyFlags([...content.flags, name]),
  });
  const nextChange = (book: MarkBook) =>
    new Promise<unknown>((resolve) => {
      const stop = book.subscribe((changed) => {
        stop();
        resolve(changed);
      });
    });

  it("works without storage, and says so", async () => {
    const book = await bookOf("a");
    expect(book.getState()).toMatchObject({ isLoaded: true, isKept: false, markCount: 0 });
    await book.edit(5, flag("x"), "id-5");
    expect(book.ownMark(5)).toMatchObject({ flags: ["x"], id: "id-5", author: OWN_AUTHOR });
    expect(book.getState()).toMatchObject({ recordCount: 1, markCount: 1, authors: [OWN_AUTHOR] });
    await book.edit(5, () => ({ isStarred: false, flags: [], note: "" }));
    expect(book.marksOf(5)).toEqual([]);
    expect(book.getState()).toMatchObject({ recordCount: 0, markCount: 0, authors: [] });
    expect(book.markedRows()).toEqual([]);
    expect(book.takenBackAt(5, OWN_AUTHOR)).not.toBeNull();
    expect(book.allWithTakenBack()).toMatchObject([{ row: 5, id: "id-5", flags: [] }]);
    expect(book.getState().takenBackCount).toBe(1);
    await book.edit(5, flag("y"));
    expect(book.takenBackAt(5, OWN_AUTHOR)).toBeNull();
    expect(book.getState().takenBackCount).toBe(0);
  });

  it("works when the file cannot be read to tell which it is", async () => {
    const book = new MarkBook(() => Promise.reject(new Error("gone")), new MarkSettingsStore());
    open.push(book);
    await book.open();
    await book.edit(1, flag("x"));
    expect(book.getState()).toMatchObject({ isKept: false, markCount: 1 });
  });

  it("gives the same array and row until a mark of the record changes", async () => {
    const book = await bookOf("b");
    await book.edit(1, flag("x"));
    await book.edit(2, flag("x"));
    const [marks, combined] = [book.marksOf(1), book.combined(1)];
    await book.edit(2, flag("y"));
    expect(book.marksOf(1)).toBe(marks);
    expect(book.combined(1)).toBe(combined);
    await book.edit(1, flag("y"));
    expect(book.combined(1)?.flags).toEqual(["x", "y"]);
  });

  it("is in step with other tabs of the same dataset, and with no others", async () => {
    const [one, two, other] = [await bookOf("c"), await bookOf("c"), await bookOf("not c")];
    const told = nextChange(two);
    await one.edit(3, flag("x"));
    expect(await told).toEqual([3]);
    expect(two.ownMark(3)?.flags).toEqual(["x"]);
    const toldBack = nextChange(one);
    await two.edit(3, () => ({ isStarred: false, flags: [], note: "" }));
    await toldBack;
    expect(one.marksOf(3)).toEqual([]);
    expect(other.getState().markCount).toBe(0);
  });

  it("renames flags of the own marks alone, even when two names change places", async () => {
    const book = await bookOf("d");
    await book.edit(1, flag("a"));
    await book.edit(1, flag("b"));
    await book.edit(2, flag("a"));
    await book.put([mark({ row: 2, author: "Bo", flags: ["a"] })]);
    await book.renameFlags(
      new Map([
        ["a", "b"],
        ["b", "c"],
      ]),
    );
    expect(book.ownMark(1)?.flags).toEqual(["b", "c"]);
    expect(book.marksOf(2).map(({ flags }) => flags)).toEqual([["b"], ["a"]]);
  });

  it("calls the person by the name they set", async () => {
    const settings = new MarkSettingsStore();
    const book = await bookOf("e", settings);
    await book.edit(1, flag("a"));
    expect(book.combined(1)?.markedBy).toEqual(["you"]);
    const told = nextChange(book);
    settings.change({ author: "Ada" });
    expect(await told).toBe("all");
    expect(book.combined(1)?.markedBy).toEqual(["Ada"]);
  });
});
