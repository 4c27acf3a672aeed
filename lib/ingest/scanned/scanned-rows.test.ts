import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PLAIN_PROBLEMS, type ReadOptions } from "@/lib/conversation";
import { parseTextChunk, Tape } from "@/lib/format";
import { ChunkIndexer, type IndexedChunk } from "../chunk-indexer";
import { type IndexPlan, NO_READ_OPTIONS } from "../index-plan";
import { cellsOf } from "./testing";

const DATA = "../shared/data";

const tape = Tape.create();
if (tape === null) throw new Error("these tests need WebAssembly SIMD");

const NO_PLAN: IndexPlan = { fields: [], read: NO_READ_OPTIONS };

interface Indexed {
  chunk: IndexedChunk;
  /** Rows that the scanner added by itself. */
  scannedRows: number;
}

async function index(bytes: Uint8Array<ArrayBuffer>, plan: IndexPlan, withTape: boolean): Promise<Indexed> {
  const source = { kind: "blob", name: "test.jsonl", blob: new Blob([bytes]), lastModified: null } as const;
  if (withTape) tape?.forgetNames();
  const indexer = new ChunkIndexer(plan, withTape ? tape : null, 3);
  let scannedRows = 0;
  await parseTextChunk(
    { kind: "text", framing: "lines", source, file: 3, start: 0, end: bytes.length, baseOffset: 0 },
    {
      record: ({ value, offset, length, line, marks }) =>
        indexer.add({ file: 3, offset, length, line: line + 1 }, value, marks),
      problem: () => {},
      rows: (from, to, line, base) => {
        const next = indexer.addScanned(from, to, line + 1, base);
        scannedRows += next - from;
        return next;
      },
    },
    { tape: withTape ? tape : null },
  );
  return { chunk: indexer.finish(0), scannedRows };
}

/** Indexes with the scanner and without; both must say the same. Returns the rows that the scanner added. */
async function expectAgreement(
  text: string | Uint8Array<ArrayBuffer>,
  plan: IndexPlan = NO_PLAN,
): Promise<number> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const scanned = await index(bytes, plan, true);
  const plain = await index(bytes, plan, false);
  expect(await cellsOf(scanned.chunk)).toEqual(await cellsOf(plain.chunk));
  return scanned.scannedRows;
}

const lines = (records: readonly unknown[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");

/** The plan that the index has once a chunk was learned. */
function planAfter(chunk: IndexedChunk, read: Partial<ReadOptions>): IndexPlan {
  const fields = chunk.fields.map(({ field, type, stored }) => ({
    ...{ field, type, stored },
    isBeside: type === "text" && stored === "preview",
  }));
  return { fields, read: { ...NO_READ_OPTIONS, ...read } };
}

describe("rows that the scanner adds", () => {
  const names = readdirSync(DATA, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /\.(jsonl|ndjson)$/.test(name)).sort();

  it.each(files)("are those of %s", async (name) => {
    const bytes = new Uint8Array(readFileSync(join(DATA, name)));
    await expectAgreement(bytes);
    const { chunk } = await index(bytes, NO_PLAN, false);
    await expectAgreement(bytes, planAfter(chunk, {}));
  });

  it("have the problems of plain conversations in the order in which the scanner numbers them", () => {
    expect(PLAIN_PROBLEMS).toEqual([
      "empty message",
      "roles out of order",
      "no assistant message",
      "label count differs",
      "turn count differs",
      "no final answer",
      "answer differs",
      "replacement character",
    ]);
  });

  const READ: Partial<ReadOptions> = {
    labelsField: "mlt",
    turnsField: "num_turns",
    groundTruthField: "ground_truth",
    finalAnswerField: "final_answer",
  };

  // Pieces that each rule of the protocol, of answers and of previews turns on.
  const piece = fc.constantFrom(
    ...[
      "THOUGHT: ",
      "Thought:",
      "**Thought**: ",
      "\nTHOUGHT:",
      "TOOL: calc\n",
      "TOOL: `a, b`,\n",
      "Tool: x ",
      "TOOL:\n",
    ],
    ...[
      "INPUT: 1 + 1",
      "\nINPUT:",
      "input: ",
      "FINAL_ANSWER: 42",
      "\nFinal answer: no",
      "FINAL ANSWER : ",
      ". Final answer: 1",
    ],
    ...[
      "Action: Search[x]",
      "Observation: ok",
      "\nAction Input: 3",
      "reaction: ",
      "a: b",
      "::",
      "* * *",
      "\n",
      "\n\n",
      "\t",
      " ",
    ],
    ...[
      "<think>",
      "</think>",
      "<tool_call>",
      "<b>",
      "< 3",
      "> quote",
      "# ",
      "- ",
      "\u00a0",
      "\u3000",
      "\ufeff",
      "\ufffd",
    ],
    ...[
      "漢字",
      "é",
      "😀",
      "e\u0301",
      "plain words ",
      "x".repeat(150),
      "\u0000",
      "\u001f",
      "\\frac{1}{2}",
      "1,000",
      "1000",
      "0.5",
    ],
    ...[
      "well-known",
      "a-b",
      "(x)",
      "[1, 2)",
      "TOOL: my tool INPUT: x",
      "\u2028",
      "\v",
      "\f",
      "\r\n",
      '"',
      "\\",
    ],
  );
  const text = fc.oneof(
    { weight: 6, arbitrary: fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join("")) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }).map((any) => any.toWellFormed()) },
    { weight: 1, arbitrary: fc.constant("THOUGHT: so\n\nFINAL_ANSWER: 7") },
  );
  const role = fc.constantFrom(
    "user",
    "assistant",
    "assistant",
    "system",
    "tool",
    "User",
    "human",
    "developer",
    "function_call",
    "x",
  );
  const content = fc.oneof(
    { weight: 12, arbitrary: text as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: fc.constantFrom(null, 5, ["a"], {}) },
  );
  const message = fc.oneof(
    { weight: 8, arbitrary: fc.record({ role, content }) as fc.Arbitrary<object> },
    { weight: 2, arbitrary: fc.record({ content, role, name: fc.constantFrom("calc", "", null) }) },
    { weight: 1, arbitrary: fc.record({ from: role, value: content }) },
    {
      weight: 1,
      arbitrary: fc.record({
        role,
        content,
        tool_calls: fc.constantFrom(null, [], [{ name: "f", arguments: {} }]),
      }),
    },
  );
  const usual = fc.tuple(text, text).map(([asked, said]) => [
    { role: "user", content: asked },
    { role: "assistant", content: said },
  ]);
  const messages = fc.oneof(
    { weight: 4, arbitrary: usual as fc.Arbitrary<unknown> },
    { weight: 4, arbitrary: fc.array(message, { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.constantFrom(null, [], "text", [1], {}) },
  );
  const scalar = fc.oneof(
    text as fc.Arbitrary<unknown>,
    fc.constantFrom(
      null,
      true,
      false,
      0,
      -0,
      1,
      2.5,
      1e300,
      2 ** 53,
      "",
      [],
      ["a", null],
      ["b"],
      [1],
      [[1]],
      {},
      { a: 1 },
    ),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const record = fc.record(
    {
      messages,
      ground_truth: fc.oneof(text, scalar),
      final_answer: fc.oneof(text, scalar),
      answer: fc.oneof(text, scalar),
      mlt: fc.oneof(fc.array(fc.constantFrom("[MLT:10]", "[MLT:>800]")), scalar),
      num_turns: fc.oneof(fc.nat(3), scalar),
      score: scalar,
      few: fc.oneof(fc.constantFrom("a", "b"), fc.constant(null)),
      flag: fc.boolean(),
    },
    { requiredKeys: ["messages"] },
  );

  it("are those of any records", async () => {
    let scanned = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
        // Shapes are learned from the records before: each comes twice.
        const written = lines([...records, ...records]);
        scanned += await expectAgreement(written, { fields: [], read: { ...NO_READ_OPTIONS, ...READ } });
        const { chunk } = await index(new TextEncoder().encode(written), NO_PLAN, false);
        scanned += await expectAgreement(written, planAfter(chunk, READ));
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 100) },
    );
    expect(scanned).toBeGreaterThan(70);
  });

  it("are all but the first of a file of one shape", async () => {
    const records = Array.from({ length: 3000 }, (_, row) => ({
      id: `row ${row}`,
      messages: [
        { role: "system", content: "You use tools." },
        { role: "user", content: `What is ${row} + 1?` },
        { role: "assistant", content: `THOUGHT: easy\nTOOL: calc\nINPUT: ${row} + 1` },
        { role: "tool", name: "calc", content: String(row + 1) },
        { role: "assistant", content: `THOUGHT: done\nFINAL_ANSWER: ${row + 1}` },
      ],
      calls: row % 3 === 0 ? [] : [{ name: "calc", arguments: { row } }],
      text: "long ".repeat(row % 700),
      score: row / 2,
      final_answer: String(row + 1),
      ground_truth: row % 2 === 0 ? String(row + 1) : `${row + 1}.0`,
    }));
    const { chunk } = await index(new TextEncoder().encode(lines(records)), NO_PLAN, false);
    const plan = planAfter(chunk, READ);
    expect(await expectAgreement(lines(records), plan)).toBe(2999);
    expect(await expectAgreement(lines(records).replaceAll("\n", "\r\n"), plan)).toBe(2999);
    expect(
      await expectAgreement(`\n \n${lines(records).replace("row 7", "row \ud800")}{"id": \n`, plan),
    ).toBeGreaterThan(2990);
  });
});
