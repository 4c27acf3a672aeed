import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blobHandle, readWholeFile, type WholeFile } from "./testing";
import type { Value } from "./value";

const encoder = new TextEncoder();

/** Text that is hard on a chunker: wide characters, newlines that are none, quotes, brackets, BOMs, half characters. */
const text = fc.array(
  fc.constantFrom(
    "a",
    "é",
    "漢",
    "👩‍👩‍👧",
    "\u2028",
    "\u0085",
    "\ufeff",
    '"',
    "\\",
    "\n",
    "\r",
    "{",
    "}",
    "[",
    "]",
    ",",
    " ",
    "\ud800",
    "1e400",
  ),
  { maxLength: 12 },
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text.map((parts) => parts.join("")),
    fc.constantFrom(null, true, 0, -1.5, 0.30000000000000004, 1e21),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("role", "content", "a", ""), tie("value"), { maxKeys: 3 }),
  ),
})).value;
const record = fc.dictionary(fc.constantFrom("id", "messages", "é"), json, { minKeys: 1 });

const newline = fc.constantFrom("\n", "\r\n");
/** A line: a record, a blank, or something broken (never with a newline inside). */
const line = fc.oneof(
  { weight: 6, arbitrary: record.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: json.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", " \t", "{", '{"a":"', "NaN", "}{", '{"a":1} {"b":2}', "\ufeff{}"),
  },
);
const linesFile = fc
  .record({
    hasBom: fc.boolean(),
    lines: fc.array(fc.tuple(line, newline), { maxLength: 12 }),
    isFinalNewlineMissing: fc.boolean(),
  })
  .map(({ hasBom, lines, isFinalNewlineMissing }) => {
    const joined = lines.map(([content, end]) => content + end).join("");
    return (hasBom ? "\ufeff" : "") + (isFinalNewlineMissing ? joined.replace(/\r?\n$/, "") : joined);
  });

const space = fc.constantFrom("", " ", "\n", "\r\n  ", "\t");
const arrayFile = fc
  .record({
    hasBom: fc.boolean(),
    edge: fc.tuple(space, space, space),
    elements: fc.array(fc.tuple(space, fc.oneof(record, json), space, fc.constantFrom(0, 2)), {
      minLength: 1,
      maxLength: 8,
    }),
  })
  .map(({ hasBom, edge, elements }) => {
    const body = elements.map(
      ([before, value, after, indent]) => before + JSON.stringify(value, null, indent) + after,
    );
    return `${hasBom ? "\ufeff" : ""}${edge[0]}[${edge[1]}${body.join(",")}]${edge[2]}`;
  });

const sizes = fc.record({
  firstChunkBytes: fc.integer({ min: 1, max: 40 }),
  chunkBytes: fc.integer({ min: 1, max: 60 }),
  roomBytes: fc.integer({ min: 4, max: 70 }),
});

/** Everything that must not depend on where the file was cut. */
function outcome(whole: WholeFile) {
  return {
    records: whole.records.map(({ value, line, offset, length, marks }) => ({
      value: plain(value),
      line,
      offset,
      length,
      marks,
    })),
    problems: whole.problems,
    lines: whole.lines,
    blanks: whole.blanks,
    error: whole.error,
  };
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case "list":
      return [...value.items()].map(plain);
    case "object":
      return [...value.fields()].map(([name, field]) => [name, plain(field)]);
    case "null":
    case "boolean":
    case "number":
    case "text":
      return `${value.kind} ${value.text()}`;
  }
}

describe("cutting a file anywhere", () => {
  it("gives the same rows, offsets and lines for lines", async () => {
    await fc.assert(
      fc.asyncProperty(linesFile, sizes, async (content, options) => {
        const bytes = encoder.encode(content);
        const detection = { packing: "none", framing: "lines" } as const;
        const whole = await readWholeFile(blobHandle(bytes), {}, detection);
        const cut = await readWholeFile(blobHandle(bytes), options, detection);
        expect(outcome(cut)).toEqual(outcome(whole));

        // Against the plainest reader there is.
        const lines = new TextDecoder().decode(bytes).split("\n");
        if (lines.at(-1) === "") lines.pop();
        expect(whole.lines).toBe(lines.length);
        expect(whole.records.length + whole.problems.length + whole.blanks).toBe(lines.length);
        for (const { value, line, offset, length } of whole.records) {
          const stands = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
            bytes.subarray(offset, offset + length),
          );
          expect(stands).toBe(lines[line]?.replace(/\r$/, ""));
          if (stands !== "NaN" && !stands.includes("1e400"))
            expect(plain(value)).toEqual(plainJson(JSON.parse(stands)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("gives the same rows, offsets and lines for arrays", async () => {
    await fc.assert(
      fc.asyncProperty(arrayFile, sizes, async (content, options) => {
        const bytes = encoder.encode(content);
        const detection = { packing: "none", framing: "array" } as const;
        const whole = await readWholeFile(blobHandle(bytes), {}, detection);
        const cut = await readWholeFile(blobHandle(bytes), options, detection);
        expect(outcome(cut)).toEqual(outcome(whole));
        const values = JSON.parse(content.replace(/^\ufeff/, "")) as unknown[];
        expect(whole.records.map(({ value }) => plain(value))).toEqual(values.map(plainJson));
        for (const { line, offset } of whole.records) {
          expect(line).toBe(bytes.subarray(0, offset).filter((byte) => byte === 10).length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("gives the same rows when the file is packed, in one member or in several", async () => {
    await fc.assert(
      fc.asyncProperty(
        linesFile.filter((content) => content.length > 0),
        sizes,
        fc.array(fc.nat(200), { maxLength: 3 }),
        async (content, options, cuts) => {
          const bytes = encoder.encode(content);
          const borders = [
            0,
            ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const members = borders.slice(1).map((end, index) => gzipSync(bytes.subarray(borders[index], end)));
          const packed = Buffer.concat(members);
          const plainFile = await readWholeFile(blobHandle(bytes), {}, { packing: "none", framing: "lines" });
          const unpacked = await readWholeFile(blobHandle(packed), options, {
            packing: "gzip",
            framing: "lines",
          });
          expect(outcome(unpacked)).toEqual(outcome(plainFile));
        },
      ),
      { numRuns: 60 },
    );
  });
});

function plainJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value === "object" && value !== null)
    return Object.entries(value).map(([name, field]) => [name, plainJson(field)]);
  if (value === null) return "null ";
  return `${typeof value === "string" ? "text" : typeof value} ${value}`;
}
