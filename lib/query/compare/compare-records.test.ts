import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColumnType } from "@/lib/schema";
import type { Filter } from "@/lib/view";
import { PAIR_KINDS, type PairKind } from "@/lib/view";
import { quoteIdentifier } from "../quote";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, finishIndex, literal, scopeOf, stageRows } from "../testing/test-index";
import { compareRecords, countPairs, fetchPairs, forgetComparison } from "./compare-records";
import { fetchOpenPairs, settlePairs } from "./open-pairs";
import { placeOfPair } from "./pair-place";
import type { Side } from "./side";

type Verdict = "same" | "differs" | "open";

const CATEGORY = 'say "hi"';
const COLUMNS = [
  column("id", "text"),
  column("_prompt", "text"),
  column(CATEGORY, "text"),
  column("tags", "list<text>"),
  column("score", "double"),
].map((entry) => (entry.name === "_prompt" ? { ...entry, field: null } : entry));

interface Row {
  id: string | null;
  hash: number | null;
  category: string | null;
  tags: string[];
  score: number | null;
}

const ROW = fc.record<Row>({
  id: fc.constantFrom("a", "b", "it's", "d", null),
  hash: fc.constantFrom(1, 2, 3, null),
  category: fc.constantFrom("x", "y", null),
  tags: fc.constantFrom([], ["p"], ["p", "q"]),
  score: fc.constantFrom(0, 1.5, null),
});

/** The pairs as plain code finds them. */
function expected(a: readonly Row[], b: readonly Row[]) {
  const left = a.map((row, at) => ({ row, at }));
  const right = b.map((row, at) => ({ row, at }));
  const pairs: { a: number | null; b: number | null; fields: (string | null)[] }[] = [];
  const take = (isPair: (x: Row, y: Row) => boolean, isOther: boolean) => {
    for (const x of [...left]) {
      const y = right.find((candidate) => isPair(x.row, candidate.row));
      if (y === undefined) continue;
      left.splice(left.indexOf(x), 1);
      right.splice(right.indexOf(y), 1);
      const fields: (string | null)[] = isOther ? [null] : [];
      if (x.row.category !== y.row.category) fields.push(CATEGORY);
      if (x.row.tags.join() !== y.row.tags.join()) fields.push("tags");
      if (x.row.score !== y.row.score) fields.push("score");
      pairs.push({ a: x.at, b: y.at, fields });
    }
  };
  take((x, y) => x.id === y.id && x.hash === y.hash, false);
  take((x, y) => x.id !== null && x.id === y.id, true);
  return [
    ...pairs,
    ...left.map(({ at }) => ({ a: at, b: null, fields: [] })),
    ...right.map(({ at }) => ({ a: null, b: at, fields: [] })),
  ];
}

describe.each(ENGINES)("in %s, two datasets", (_, start) => {
  let engine: TestEngine;
  let other: TestEngine;
  beforeAll(async () => {
    engine = await start();
    other = await engine.besides("compared");
  });
  afterAll(() => engine.close());

  async function index(at: TestEngine, rows: readonly Row[]) {
    const values = rows.map(
      (row, place) =>
        `(${literal(row.id)}, ${literal(`prompt ${place}`)}, ${literal(row.category)}, ${literal(row.tags)}::VARCHAR[], ${literal(row.score)}::DOUBLE, ${row.hash ?? "NULL"}::UBIGINT)`,
    );
    const select = `SELECT * FROM (VALUES ${values.join(", ")}) AS t(id, _prompt, "say ""hi""", tags, score, conversation)`;
    const staged = await stageRows(at, select, COLUMNS, "conversation");
    return (await finishIndex(at, staged)).columns;
  }

  async function sides(a: readonly Row[], b: readonly Row[], filters: readonly Filter[] = []) {
    const left: Side = { engine, place: "main", scope: scopeOf(await index(engine, a), { filters }) };
    const right: Side = { engine: other, place: "compared", scope: scopeOf(await index(other, b)) };
    return { left, right };
  }

  it("are paired as plain code pairs them, each record once", async () => {
    const some = fc.array(ROW, { minLength: 1, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(some, some, async (a, b) => {
        const { left, right } = await sides(a, b);
        const found = await compareRecords(left, right, "id");
        const wanted = expected(a, b);
        const kindOf = (pair: (typeof wanted)[number]) =>
          pair.b === null
            ? "only-a"
            : pair.a === null
              ? "only-b"
              : pair.fields.length > 0
                ? "different"
                : "same";
        for (const kind of PAIR_KINDS) {
          const pairs = wanted.filter((pair) => kindOf(pair) === kind);
          expect(found.counts[kind]).toBe(pairs.length);
          const fetched = await fetchPairs(left, right, { kind, key: "id", start: 0, end: 100 });
          expect(new Set(fetched.map(({ a: x, b: y, fields }) => JSON.stringify([x, y, fields])))).toEqual(
            new Set(pairs.map(({ a: x, b: y, fields }) => JSON.stringify([x, y, fields]))),
          );
          for (const [at, pair] of fetched.entries()) {
            expect(await placeOfPair(engine, { kind }, pair)).toBe(at);
            const row = pair.a === null ? b[pair.b ?? -1] : a[pair.a];
            expect(pair.key).toBe(row?.id);
            expect(pair.prompt).toBe(`prompt ${pair.a ?? pair.b}`);
          }
        }
        for (const { field, pairs } of found.differences) {
          const differing = wanted.filter((pair) => pair.fields.includes(field));
          expect(pairs).toBe(differing.length);
          const request = { kind: "different", field, key: "id", start: 0, end: 100 } as const;
          expect(await fetchPairs(left, right, request)).toHaveLength(pairs);
        }
        expect(found.differences.map(({ field }) => field).sort()).toEqual(
          [...new Set(wanted.flatMap((pair) => pair.fields))].sort(),
        );
      }),
      { numRuns: 6 },
    );
    await forgetComparison(engine);
  });

  const row = (id: string | null, hash: number | null, category: string | null = null): Row => ({
    ...{ id, hash, category },
    tags: [],
    score: null,
  });

  it("count records, not ids: a repeated id is there as often as it comes", async () => {
    // As the larger ipw file: it holds all of the smaller one, and further rows that repeat ids of it.
    const smaller = [row("t1", 1), row("t2", 2), row("t3", 3)];
    const larger = [...smaller, row("t1", 7), row("t2", 2), row("t9", 9)];
    const { left, right } = await sides(smaller, larger);
    const found = await compareRecords(left, right, "id");
    expect(found.counts).toEqual({
      same: 3,
      extra: 0,
      different: 0,
      "only-a": 0,
      "only-b": 3,
    });
    const pairs = await fetchPairs(left, right, { kind: "only-b", key: "id", start: 1, end: 3 });
    expect(pairs.map(({ b, key, repeats }) => [b, key, repeats])).toEqual([
      [4, "t2", 1],
      [5, "t9", null],
    ]);
    expect(found.ids).toEqual({
      "only-a": { distinct: 0, repeats: 0 },
      "only-b": { distinct: 1, repeats: 2 },
    });
    // An id that the other side has twice is told by its first record there.
    const thrice = await sides([row("t1", 1), row("t1", 1), row("t1", 8)], [row("t1", 1), row("t1", 1)]);
    await compareRecords(thrice.left, thrice.right, "id");
    const lone = await fetchPairs(thrice.left, thrice.right, { kind: "only-a", key: "id", start: 0, end: 9 });
    expect(lone.map(({ a, repeats }) => [a, repeats])).toEqual([[2, 0]]);
  });

  it("are narrowed by the filters of each side", async () => {
    const rows = [row("a", 1, "x"), row("b", 2, "y")];
    const only: Filter = { kind: "one-of", column: CATEGORY, values: ["x"], exclude: false };
    const { left, right } = await sides(rows, rows, [only]);
    expect((await compareRecords(left, right, "id")).counts).toMatchObject({
      same: 1,
      "only-a": 0,
      "only-b": 1,
    });
  });

  it("without a key are paired by equal conversations", async () => {
    const { left, right } = await sides([row("a", 1), row("b", 1), row("c", 2)], [row("x", 1), row("y", 3)]);
    const found = await compareRecords(left, right, null);
    // The conversation is in both, but not under the same id.
    expect(found.counts).toEqual({ same: 0, extra: 0, different: 1, "only-a": 2, "only-b": 1 });
    expect(found.differences).toEqual([{ kind: "different", field: "id", pairs: 1 }]);
    expect(found.ids).toBeNull();
    expect(await fetchPairs(left, right, { kind: "different", key: null, start: 0, end: 9 })).toEqual([
      { kind: "different", a: 0, b: 0, key: null, prompt: "prompt 0", fields: ["id"], repeats: null },
    ]);
  });

  it("differ in nothing that was not read when reading was stopped", async () => {
    const whole = [row("a", 1, "x"), row("b", 2, "y"), row("c", 3, "z"), row("d", 4, "w")];
    // Of the first row all is read; of the others neither conversation nor category.
    const read = whole.map((of, at) => (at === 0 ? of : { ...of, hash: null, category: null }));
    read[3] = { ...row("d", null), score: 1.5 };
    const { left, right } = await sides(read, whole);
    const pending = { rowEnd: 1, rows: 4, names: new Set(["_hash", "_prompt", CATEGORY]) };
    const stopped = { ...left, scope: { ...left.scope, pending } };
    const found = await compareRecords(stopped, right, "id");
    expect(found.counts).toEqual({ same: 3, extra: 0, different: 1, "only-a": 0, "only-b": 0 });
    expect(found.differences).toEqual([{ kind: "different", field: "score", pairs: 1 }]);
    // Without their conversations rows are left out, not paired by having none.
    const byConversation = await compareRecords(stopped, right, null);
    expect(byConversation.counts).toEqual({ same: 1, extra: 0, different: 0, "only-a": 0, "only-b": 3 });
    const turned = await compareRecords(right, stopped, "id");
    expect(turned.counts).toMatchObject({ same: 3, different: 1 });
  });

  it("may be one dataset under two filters", async () => {
    const columns = await index(engine, [row("a", 1, "x"), row("b", 2, "y"), row("c", 3, "y")]);
    const side = (values: string[]): Side => ({
      ...{ engine, place: "main" },
      scope: scopeOf(columns, { filters: [{ kind: "one-of", column: CATEGORY, values, exclude: false }] }),
    });
    const found = await compareRecords(side(["x", "y"]), side(["y"]), "id");
    expect(found.counts).toEqual({ same: 2, extra: 0, different: 0, "only-a": 1, "only-b": 0 });
  });

  it("with long fields are open where the beginnings agree, until they are settled", async () => {
    const kept = "x".repeat(160);
    const long = [
      { ...column("id", "text") },
      { ...column("_prompt", "text"), field: null },
      { ...column("essay", "text"), stored: "preview" as const },
      { ...column("calls", "json"), stored: "preview" as const },
      { ...column("steps", "list<text>"), stored: "preview" as const },
    ];
    // Cut after 160 units: 80 characters of two units each, or 79 and a half that an odd one moved.
    const faces = "\u{1f600}".repeat(80);
    type Long = [id: string, essay: string | null, calls: string | null, steps: string[]];
    const stage = async (at: TestEngine, rows: readonly Long[]) => {
      const values = rows.map(
        ([id, essay, calls, steps]) =>
          `(${literal(id)}, 'p', ${literal(essay)}, ${literal(calls)}, ${literal(steps)}::VARCHAR[], 1::UBIGINT)`,
      );
      const select = `SELECT * FROM (VALUES ${values.join(", ")}) AS t(id, _prompt, essay, calls, steps, conversation)`;
      return (await finishIndex(at, await stageRows(at, select, long, "conversation"))).columns;
    };
    const cutJson = `["${"y".repeat(158)}…`;
    const a: Long[] = [
      ["equal and short", "x", "[1]", ["s"]],
      ["long text", kept, null, []],
      ["long text, kept whole by B", kept, null, []],
      ["short text", "x", null, []],
      ["other text", kept, null, []],
      ["faces", faces, null, []],
      ["faces cut by another", faces, null, []],
      ["cut JSON", null, cutJson, []],
      ["other JSON", null, cutJson, []],
      ["whole JSON of many characters", null, `["${"z".repeat(500)}"]`, []],
      ["long item", null, null, ["s", kept]],
      ["more items", null, null, [kept]],
      ["no text", kept, null, []],
    ];
    const b: Long[] = [
      ["equal and short", "x", "[1]", ["s"]],
      ["long text", kept, null, []],
      ["long text, kept whole by B", `${kept} and more`, null, []],
      ["short text", "xx", null, []],
      ["other text", `y${kept.slice(1)}`, null, []],
      ["faces", faces, null, []],
      ["faces cut by another", "\u{1f600}".repeat(160), null, []],
      ["cut JSON", null, cutJson, []],
      ["other JSON", null, cutJson.replace("y", "z"), []],
      ["whole JSON of many characters", null, `["${"z".repeat(499)}y"]`, []],
      ["long item", null, null, ["s", kept]],
      ["more items", null, null, [kept, "s"]],
      ["no text", null, null, []],
    ];
    const left: Side = { engine, place: "main", scope: scopeOf(await stage(engine, a)) };
    const right: Side = { engine: other, place: "compared", scope: scopeOf(await stage(other, b)) };
    const found = await compareRecords(left, right, "id");
    expect(found.readFields).toEqual(["essay", "calls", "steps"]);
    const differing = await fetchPairs(left, right, { kind: "different", key: "id", start: 0, end: 99 });
    expect(differing.map(({ key, fields }) => [key, ...fields])).toEqual([
      ["short text", "essay"],
      ["other text", "essay"],
      ["other JSON", "calls"],
      ["whole JSON of many characters", "calls"],
      ["more items", "steps"],
      ["no text", "essay"],
    ]);
    const open = await fetchOpenPairs(engine, 99);
    expect(open.map(({ a: row, fields }) => [a[row]?.[0], ...fields])).toEqual([
      ["long text", "essay"],
      ["long text, kept whole by B", "essay"],
      ["faces", "essay"],
      ["faces cut by another", "essay"],
      ["cut JSON", "calls"],
      ["long item", "steps"],
    ]);
    expect(found.openPairs).toBe(open.length);

    await settlePairs(
      engine,
      open.slice(0, 3).map((pair) => ({ ...pair, fields: pair.a === 2 ? ["essay"] : [] })),
    );
    expect(await countPairs(engine)).toEqual({
      counts: { same: 6, extra: 0, different: 7, "only-a": 0, "only-b": 0 },
      differences: [
        { kind: "different", field: "essay", pairs: 4 },
        { kind: "different", field: "calls", pairs: 2 },
        { kind: "different", field: "steps", pairs: 1 },
      ],
      openPairs: 3,
    });
    // A record that is compared with itself needs no reading.
    expect((await compareRecords(left, left, "id")).openPairs).toBe(0);
  });

  /** One dataset of the rows given, with an id and an equal conversation each. */
  async function sideOf(
    at: TestEngine,
    types: Readonly<Record<string, ColumnType>>,
    rows: readonly (readonly string[])[],
  ): Promise<Side> {
    const own = [column("id", "text"), { ...column("_prompt", "text"), field: null }];
    const columns = [...own, ...Object.entries(types).map(([name, type]) => column(name, type))];
    const values = rows.map((cells, row) => `('r${row}', 'p', ${cells.join(", ")}, 1::UBIGINT)`);
    const names = [...columns.map(({ name }) => quoteIdentifier(name)), "conversation"].join(", ");
    const select = `SELECT * FROM (VALUES ${values.join(", ")}) AS t(${names})`;
    const staged = await stageRows(at, select, columns, "conversation");
    const place = at === engine ? "main" : "compared";
    return { engine: at, place, scope: scopeOf((await finishIndex(at, staged)).columns) };
  }

  it("are the same only where nothing is left out: a field of one side counts where it has a value", async () => {
    const left = await sideOf(engine, { truth: "text", n: "integer" }, [
      ["'yes'", "1"],
      ["NULL", "2"],
      ["NULL", "3"],
      ["'no'", "4"],
    ]);
    const right = await sideOf(other, { n: "integer", 'say "hi"': "text" }, [
      ["1", "NULL"],
      ["2", "'x'"],
      ["3", "NULL"],
      ["5", "'y'"],
    ]);
    const found = await compareRecords(left, right, "id");
    expect(found.counts).toEqual({ same: 1, extra: 2, different: 1, "only-a": 0, "only-b": 0 });
    expect(found.onlyIn).toEqual({ a: ["truth"], b: ['say "hi"'] });
    const listed = async (kind: PairKind, field?: string) =>
      (await fetchPairs(left, right, { kind, key: "id", start: 0, end: 9, ...(field ? { field } : {}) })).map(
        ({ key, fields }) => [key, ...fields],
      );
    expect(await listed("same")).toEqual([["r2"]]);
    expect(await listed("extra")).toEqual([
      ["r0", "truth"],
      ["r1", 'say "hi"'],
    ]);
    expect(await listed("extra", "truth")).toEqual([["r0", "truth"]]);
    expect(await placeOfPair(engine, { kind: "extra", field: 'say "hi"' }, { a: 1, b: 1 })).toBe(0);
    expect(await placeOfPair(engine, { kind: "extra", field: "truth" }, { a: 1, b: 1 })).toBeNull();
    expect(await placeOfPair(engine, { kind: "extra" }, { a: 1, b: 0 })).toBeNull();
    expect(await listed("different")).toEqual([["r3", "n", "truth", 'say "hi"']]);
    const inExtra = found.differences.filter(({ kind }) => kind === "extra");
    expect(inExtra.map(({ field, pairs }) => [field, pairs])).toEqual([
      ['say "hi"', 1],
      ["truth", 1],
    ]);
  });

  it("differ where a value is of another type, as they would in JSON", async () => {
    const cases: [
      type: ColumnType,
      value: string,
      other: ColumnType,
      otherValue: string,
      verdict: Verdict,
    ][] = [
      ["integer", "5", "text", "'5'", "differs"],
      ["integer", "NULL", "text", "NULL", "same"],
      ["integer", "NULL", "text", "''", "differs"],
      ["integer", "5", "double", "5.0", "same"],
      ["boolean", "true", "text", "'true'", "differs"],
      ["boolean", "true", "integer", "1", "differs"],
      ["integer", "5", "json", "'5'", "same"],
      ["integer", "5", "json", "'5.0'", "same"],
      ["integer", "5", "json", "'\"5\"'", "differs"],
      ["double", "0.5", "json", "'5e-1'", "same"],
      ["boolean", "true", "json", "'true'", "same"],
      ["text", "'5'", "json", "'5'", "differs"],
      ["text", "'5'", "json", "'\"5\"'", "same"],
      ["text", "'say \"hi\" \\ ' || chr(10)", "json", `'"say \\"hi\\" \\\\ \\n"'`, "same"],
      ["text", "'x' || chr(1)", "json", `'"x\\u0001"'`, "open"],
      ["list<text>", "['5']", "list<integer>", "[5]", "differs"],
      ["list<text>", "[]", "list<integer>", "[]", "same"],
      ["list<double>", "[5.0]", "list<integer>", "[5]", "same"],
      ["list<integer>", "[5]", "integer", "5", "differs"],
      ["list<text>", "['5']", "json", `'["5"]'`, "open"],
      ["list<text>", "['5']", "json", `'{"a": 5}'`, "differs"],
      ["date", "DATE '2024-05-01'", "timestamp", "TIMESTAMP '2024-05-01 00:00:00'", "open"],
      ["date", "DATE '2024-05-01'", "timestamp", "TIMESTAMP '2024-05-01 01:00:00'", "differs"],
      ["date", "DATE '2024-05-01'", "text", "'1 May 2024'", "open"],
    ];
    const types = (of: readonly ColumnType[]) => Object.fromEntries(of.map((type, at) => [`f${at}`, type]));
    const left = await sideOf(engine, types(cases.map(([type]) => type)), [cases.map(([, value]) => value)]);
    const right = await sideOf(other, types(cases.map(([, , type]) => type)), [
      cases.map((entry) => entry[3]),
    ]);
    await compareRecords(left, right, "id");
    const [pair] = await fetchPairs(left, right, { kind: "different", key: "id", start: 0, end: 1 });
    const [open] = await fetchOpenPairs(engine, 1);
    const verdicts = cases.map(
      (_, at): Verdict =>
        pair?.fields.includes(`f${at}`) ? "differs" : open?.fields.includes(`f${at}`) ? "open" : "same",
    );
    expect(cases.map((entry, at) => [...entry.slice(0, 4), verdicts[at]])).toEqual(cases);
  });

  it("differ in the id where it is a number in one and a text in the other", async () => {
    const left = await sideOf(engine, { n: "integer" }, [["7"]]);
    const right = await sideOf(other, { n: "text" }, [["'7'"]]);
    const found = await compareRecords(left, right, "n");
    expect(found.counts).toMatchObject({ same: 0, different: 1 });
    expect(found.differences).toEqual([{ kind: "different", field: "n", pairs: 1 }]);
  });
});
