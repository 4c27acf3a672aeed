import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { conversationTexts } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { type IndexedFile, indexFile, search, sharedHandle, textHandle } from "./testing";

const FILES = [
  "tau-bench-airline-gpt4o.json",
  "hh-rlhf-harmless-test.jsonl.gz",
  "glaive-toolcall-sharegpt.json",
  "reason-tool-use-parts.jsonl",
  "numina-cot-sharegpt.jsonl",
  "bfcl-multi-turn-base.json",
  "arena-hard-v2-question.jsonl",
  "dpo-en-sharegpt.json",
  "shapes/ipw-sft-shape.jsonl",
  "corrupt/bad-lines.jsonl",
  "corrupt/nan-literals.jsonl",
  "corrupt/crlf.jsonl",
  "corrupt/message-shapes.jsonl",
  "corrupt/big-numbers.jsonl",
  "corrupt/invalid-utf8.jsonl",
  "corrupt/lone-surrogates.jsonl",
  "corrupt/nul-bytes.jsonl",
  "corrupt/odd-keys.jsonl",
  "corrupt/deep-500.json",
  "corrupt/array-in-jsonl.jsonl",
  "corrupt/two-objects-on-a-line.ndjson",
];

const NEEDLES = [
  "the",
  "THE FLIGHT",
  "zebra crossing nowhere",
  "$",
  "\\frac{1}{2}",
  "\\",
  '"name": "',
  '"city":"',
  '{"',
  "I'm",
  ".*",
  "(a|b)",
  "[",
  "\n\n",
  "?\n",
  "42",
  "1.5",
  "e",
  "-",
  "é",
  "½",
  "“",
  "中文",
  "😀",
  "\ufeff",
  "\u2028",
  "\u0000",
  "ı",
  "http://",
];

/** Rows whose lower-case texts hold the lower-case needle, by reading everything. */
function readAll(file: IndexedFile, text: string): number[] {
  return file.records.flatMap((record, row) => {
    const texts = conversationTexts(record, NO_OPTIONS);
    return texts.some((content) => content.toLowerCase().includes(text.toLowerCase())) ? [row] : [];
  });
}

describe.each(FILES)("a search of %s", (name) => {
  let file: IndexedFile;
  beforeAll(async () => {
    file = await indexFile(sharedHandle(name));
  });

  it("finds the rows that reading every record finds", async () => {
    for (const needle of NEEDLES) {
      expect({ needle, rows: await search(file, needle) }).toEqual({ needle, rows: readAll(file, needle) });
    }
  });

  it("finds a record by any stretch of its text, in any case", async () => {
    const stretches = file.records.flatMap((record, row) => {
      if (row % Math.ceil(file.records.length / 8) !== 0) return [];
      const text = conversationTexts(record, NO_OPTIONS)[0] ?? "";
      const start = (row * 7) % Math.max(1, text.length - 12);
      return [text.slice(start, start + 12), text.slice(start, start + 5).toUpperCase()];
    });
    for (const needle of stretches.filter((stretch) => stretch !== "")) {
      expect({ needle, rows: await search(file, needle) }).toEqual({ needle, rows: readAll(file, needle) });
    }
  });
});

const record = (content: unknown) => ({ messages: [{ role: "user", content }] });

/** As Python's json.dumps writes it: everything beyond ASCII escaped. */
const toAscii = (text: string) =>
  text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const indexRecords = (records: readonly unknown[], write = (json: string) => json) =>
  indexFile(textHandle(records.map((entry) => `${write(JSON.stringify(entry))}\n`).join("")));

describe("a search", () => {
  it.each(["café crème", "CAFÉ", "漢字", "😀", "naïve 😀 漢", "é"])(
    "finds %s where it is escaped",
    async (needle) => {
      const file = await indexRecords([record("nothing"), record("Un Café Crème, NAÏVE 😀 漢字")], toAscii);
      expect(await search(file, needle)).toEqual([1]);
    },
  );

  it("finds letters that are escaped for no reason", async () => {
    const escapeAll = (json: string) =>
      json.replace(/[a-z]/gi, (unit) => `\\u00${unit.charCodeAt(0).toString(16).toUpperCase()}`);
    const file = await indexRecords([record("Hello"), record("World")], escapeAll);
    expect(await search(file, "hello")).toEqual([0]);
  });

  it("finds texts in a conversation that is kept as JSON text, escaped twice", async () => {
    const held = (content: string) => ({ messages: toAscii(JSON.stringify(record(content).messages)) });
    const file = await indexRecords([held("Größe"), held('say "hi"\nthere')], toAscii);
    expect(await search(file, "größe")).toEqual([0]);
    expect(await search(file, '"HI"\nthere')).toEqual([1]);
  });

  it("finds the JSON of objects in messages as it is shown, however the file spaces it", async () => {
    const lines = [
      '{"messages": [{"role": "user", "content": {"city" :  "Paris", "n": 1.5e2, "m": 1E-7, "p": 12.50}}]}\n',
    ];
    const file = await indexFile(textHandle(lines.join("")));
    for (const needle of ['"city":"paris"', '"n":1.5e2', "1.5E2", "1e-7", '"p":12.50', "12.50}"])
      expect({ needle, rows: await search(file, needle) }).toEqual({ needle, rows: [0] });
    for (const needle of ["150", '"p":12.5}'])
      expect({ needle, rows: await search(file, needle) }).toEqual({ needle, rows: [] });
  });

  it("compares in lower case, without regard to language", async () => {
    const file = await indexRecords(
      ["İstanbul", "ISTANBUL", "ıstanbul", "\u212aelvin", "ΟΔΟΣ", "οδος"].map(record),
    );
    expect(await search(file, "istanbul")).toEqual([1]);
    expect(await search(file, "İstanbul")).toEqual([0]);
    expect(await search(file, "i")).toEqual([0, 1, 3]);
    expect(await search(file, "ıSTANBUL")).toEqual([2]);
    expect(await search(file, "kelvin")).toEqual([3]);
    expect(await search(file, "ΟΔΟΣ")).toEqual([4, 5]);
  });

  it("finds the texts of records that are no conversation", async () => {
    const file = await indexRecords([
      { title: "A red fox", tags: [{ deep: ["Vixen"] }] },
      { title: "red" },
      "a red word",
    ]);
    expect(await search(file, "RED")).toEqual([0, 1, 2]);
    expect(await search(file, "vixen")).toEqual([0]);
    expect(await search(file, "title")).toEqual([]);
  });

  it("counts rows past lines that are no JSON", async () => {
    const lines = [
      "not json",
      JSON.stringify(record("one")),
      "",
      '{"broken": ',
      JSON.stringify(record("two")),
    ];
    const file = await indexFile(textHandle(lines.join("\n")));
    expect(await search(file, "two")).toEqual([1]);
  });

  it("finds what reading every record finds, for any texts and needles", async () => {
    const unit = fc.constantFrom(
      ...'aAiIıİkK\u212aσΣςéÉ漢😀\u0307"\\/\n\t{}[]:, 0159.e+-u<\u2028\u0001\u007f',
    );
    const text = fc.array(unit, { maxLength: 14 }).map((units) => units.join(""));
    const content = fc.oneof(
      text,
      fc.record({ text }),
      fc.array(fc.record({ city: text, n: fc.double({ noNaN: true, noDefaultInfinity: true }) }), {
        maxLength: 2,
      }),
    );
    const write = fc.constantFrom<(json: string) => string>((json) => json, toAscii);
    await fc.assert(
      fc.asyncProperty(
        fc.array(content, { minLength: 1, maxLength: 6 }),
        fc.array(unit, { minLength: 1, maxLength: 4 }).map((units) => units.join("")),
        write,
        fc.nat(),
        async (contents, anyNeedle, how, at) => {
          const file = await indexRecords(contents.map(record), how);
          const texts = file.records.flatMap((value) => conversationTexts(value, NO_OPTIONS));
          const source = texts[at % Math.max(1, texts.length)] ?? "";
          const start = at % Math.max(1, source.length);
          for (const needle of [anyNeedle, source.slice(start, start + 5)]) {
            if (needle === "") continue;
            expect({ needle, rows: await search(file, needle) }).toEqual({
              needle,
              rows: readAll(file, needle),
            });
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
