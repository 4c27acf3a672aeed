import { deepStrictEqual } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSource } from "@/lib/source";
import { detectFormat } from "../detect-format";
import type { RecordProblem } from "../model";
import { parseTextChunk } from "../parse-text-chunk";
import { blobHandle } from "../testing";
import { TextHasher } from "../text-hash";
import type { Value } from "../value";
import { LONGEST_LINE_BYTES, Tape } from "./tape";

const DATA = "../shared/data";

const tape = Tape.create();
if (tape === null) throw new Error("these tests need WebAssembly SIMD");

interface Outcome {
  records: unknown[];
  problems: RecordProblem[];
  totals: unknown;
}

/** Everything that a chunk of lines says, as plain data. */
async function read(
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  end: number,
  withTape: boolean,
): Promise<Outcome> {
  const source = blobHandle(bytes);
  const records: unknown[] = [];
  const problems: RecordProblem[] = [];
  const totals = await parseTextChunk(
    { kind: "text", framing: "lines", source, file: 0, start, end, baseOffset: 0 },
    {
      record: ({ value, ...place }) => records.push({ ...place, says: facts(value) }),
      problem: (problem) => problems.push(problem),
    },
    // Pieces that end anywhere, which the other way of reading does not know.
    { tape: withTape ? tape : null, roomBytes: withTape ? 3000 : undefined },
  );
  return { records, problems, totals };
}

const hasher = new TextHasher();

function facts(value: Value): unknown {
  const { kind, size, length, isExactDouble, firstSign, isBroken } = value;
  value.feed(hasher);
  const plain = {
    ...{ kind, size, length, isExactDouble, firstSign, isBroken },
    text: value.text(),
    number: value.number(),
    head: value.head(5).slice(0, 5),
    boolean: value.boolean(),
    hash: hasher.digest(),
  };
  if (kind === "list") return { ...plain, items: [...value.items()].map(facts), past: value.item(size) };
  if (kind !== "object") return plain;
  const names = value.names();
  return {
    ...plain,
    names,
    fields: [...value.fields()].map(([name, field]) => [name, facts(field)]),
    got: names.map((name) => value.get(name)?.kind),
    placed: names.map((_, place) => value.fieldAt(place)?.kind),
    none: value.get("no such field"),
  };
}

async function expectAgreement(bytes: Uint8Array<ArrayBuffer>, start = 0, end = bytes.length): Promise<void> {
  // Of Node, not of Vitest: it compares a million values many times faster, and names a difference as well.
  deepStrictEqual(await read(bytes, start, end, true), await read(bytes, start, end, false));
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("a tape and JSON.parse", () => {
  const names = readdirSync(DATA, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /\.(jsonl|ndjson|json|txt)$/.test(name)).sort();

  it.each(files)("agree on %s", async (name) => {
    const bytes = new Uint8Array(readFileSync(join(DATA, name)));
    const detection = await detectFormat(openSource(blobHandle(bytes))).catch(() => null);
    // What is no JSONL must be refused by both in the same way, which a part of it shows. Every row of the large files
    // is compared where rows are indexed, in scanned-rows.test.ts.
    const isLines = detection?.framing === "lines" && detection.packing === "none";
    await expectAgreement(bytes.slice(0, isLines ? 1_000_000 : 20_000));
  });

  it("agree on numbers, escapes, spaces and depths that are hard to read", async () => {
    const lines = [
      ...[
        "0",
        "-0",
        "-0.0",
        "1.0",
        "1e5",
        "1E400",
        "0.1",
        "123456789012345",
        "1234567890123456",
        "9007199254740993",
      ],
      ...[
        "01",
        "1.",
        ".5",
        "-",
        "+1",
        "1e",
        "0x1",
        "0.30000000000000004",
        "2.5e-7",
        "NaN",
        "Infinity",
        "truex",
      ],
      ...[
        '"\\u00e9\\ud83d\\ude00"',
        '"\\ud800"',
        '"\\udc00\\ud800"',
        '"\\u00zz"',
        '"\\x"',
        '"\\"',
        '"a\\/b\\b\\f"',
        '"\t"',
      ],
      ...[
        '{"a":1,"a":2}',
        '{"1":1,"b":2}',
        '{"é":1}',
        '{"a\\n":1}',
        '{"__proto__":1}',
        '{"constructor":2}',
        '{"":3}',
      ],
      ...[
        "[1,]",
        "[,1]",
        '{"a":}',
        '{"a" 1}',
        "{,}",
        '{"a":1,}',
        "[1 2]",
        "[]x",
        "{} {}",
        " [ 1 , { } ] \r",
        "\r",
        " ",
      ],
      ...[
        `${"[".repeat(300)}${"]".repeat(300)}`,
        `${"[".repeat(128)}${"]".repeat(128)}`,
        '"\u2028"',
        '"\ufeff"',
        "\ufeff{}",
      ],
      ...[
        `"${"x".repeat(15)}\\n${"é".repeat(40)}"`,
        `["${"y".repeat(33)}"]`,
        '"\\u0000"',
        '"\u0000"',
        '"\u007f"',
      ],
    ];
    await expectAgreement(utf8(lines.join("\n")));
    await expectAgreement(utf8(`${lines.join("\r\n")}\r\n`));
  });

  it("agree on bytes that are no UTF-8", async () => {
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
    const pairs = range(0x80, 0x100).flatMap((first) =>
      [0x20, 0x7f, ...range(0x80, 0x100)].map((second) => [first, second]),
    );
    const ends = [0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0];
    const fours = [0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5].flatMap((first) =>
      ends.flatMap((second) => ends.flatMap((third) => ends.map((fourth) => [first, second, third, fourth]))),
    );
    const broken = [...pairs, ...fours];
    // At every place of a block of sixteen bytes, and across two; with an escape, which is another way of reading.
    const lines = broken.map((bytes, index) => [
      ...utf8(`{"a":"${"x".repeat(index % 33)}${index % 2 === 0 ? "" : "\\n"}`),
      ...[...bytes, ...utf8(`${"y".repeat(index % 19)}"}\n`)],
    ]);
    await expectAgreement(Uint8Array.from(lines.flat()));
  });

  it("agree on lines longer than a window, and on more names and items than a tape holds", async () => {
    const long = JSON.stringify({ id: 1, text: "word ".repeat(LONGEST_LINE_BYTES / 4) });
    const many = JSON.stringify(Array.from({ length: 140_000 }, (_, i) => i % 7));
    const names = Array.from({ length: 200 }, (_, i) => JSON.stringify({ [`name${i}`]: i }));
    const wide = JSON.stringify(Object.fromEntries(names.map((_, i) => [`n${i}`, i])));
    await expectAgreement(utf8([long, '{"a":1}', many, ...names, wide].join("\n")));
  });

  const text = fc.array(
    fc.constantFrom("a", "é", "漢", "😀", "\n", '"', "\\", "\ud800", " ", "\u0000", "THOUGHT: x"),
    { maxLength: 30 },
  );
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      text.map((parts) => parts.join("")),
      fc.constantFrom(null, true, false, 0, -1.5, 0.1 + 0.2, 1e21, 2 ** 53),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom("role", "content", "a", "", "é", "7"), tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  const file = fc
    .array(json, { minLength: 1, maxLength: 8 })
    .map((values) => values.map((value) => JSON.stringify(value)).join("\n"));

  it("agree on any JSON, cut anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.double({ min: 0, max: 1, noNaN: true }), async (content, part) => {
        const bytes = utf8(`${content}\n`);
        const cut = Math.floor(bytes.length * part);
        await expectAgreement(bytes, 0, cut);
        await expectAgreement(bytes, cut);
      }),
    );
  });

  it("agree on JSON with bytes changed, dropped and doubled", async () => {
    const change = fc.record({
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      by: fc.constantFrom("change", "drop", "double"),
      byte: fc.oneof(fc.constantFrom(...utf8('"\\{}[],:\n\r 0-.eE\u0001')), fc.integer({ min: 0, max: 255 })),
    });
    await fc.assert(
      fc.asyncProperty(file, fc.array(change, { minLength: 1, maxLength: 3 }), async (content, changes) => {
        let bytes = [...utf8(content)];
        for (const { place, by, byte } of changes) {
          const at = Math.floor(place * bytes.length);
          const kept = by === "change" ? [byte] : by === "drop" ? [] : [bytes[at] ?? 32, bytes[at] ?? 32];
          bytes = [...bytes.slice(0, at), ...kept, ...bytes.slice(at + 1)];
        }
        await expectAgreement(Uint8Array.from(bytes));
      }),
      { numRuns: 250 },
    );
  });

  it("scans what it had no room for once it forgets the names before", () => {
    const names = Array.from({ length: 200 }, (_, i) => `{"name${i}":${i}}\n`).join("");
    const scanned: string[] = [];
    let left = 0;
    const readAll = (lines: string) =>
      tape.read(utf8(lines), {
        record: (value) => scanned.push(...value.names()),
        left: () => left++,
        blank: () => {},
      });
    readAll(names);
    left = 0;
    scanned.length = 0;
    readAll('{"fresh":1}\n');
    expect({ scanned, left }).toEqual({ scanned: [], left: 1 });
    tape.forgetNames();
    readAll('{"fresh":1}\n{"other":2,"fresh":3}\n');
    expect({ scanned, left }).toEqual({ scanned: ["fresh", "other", "fresh"], left: 1 });
  });

  it("hash alike, however the bytes come", () => {
    const own = tape.hasher;
    own.reset();
    const texts = ["", "a", "é😀", "x".repeat(16_383), "\ud800", "tail"];
    for (const each of texts) {
      own.text(each);
      own.byte(255);
      hasher.text(each);
      hasher.byte(255);
    }
    expect(own.digest()).toBe(hasher.digest());
  });
});
