import { readdirSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { ReadOptions } from "@/lib/conversation";
import { type Json, parquetBytes } from "@/lib/conversation/testing-parquet";
import { Tape } from "@/lib/format";
import { openParquet } from "@/lib/format/parquet";
import { bytesSource, sampleBytes, startDecoder } from "@/lib/format/parquet/test-files";
import { ChunkIndexer, type IndexedChunk } from "../chunk-indexer";
import { type IndexPlan, NO_READ_OPTIONS } from "../index-plan";
import { handRows } from "../parquet-tasks";
import { cellsOf } from "./testing";

const DATA = "../shared/data";
const READ: ReadOptions = {
  ...NO_READ_OPTIONS,
  labelsField: "mlt",
  turnsField: "num_turns",
  groundTruthField: "ground_truth",
  finalAnswerField: "final_answer",
};

const tape = Tape.create();
if (tape === null) throw new Error("these tests need WebAssembly SIMD");

beforeAll(startDecoder);

/** Every row group as a chunk, and how many rows the scanner added. */
async function index(
  bytes: Uint8Array,
  plan: IndexPlan,
  withTape: boolean,
): Promise<{ chunks: IndexedChunk[]; scannedRows: number }> {
  const reader = await openParquet(bytesSource("test.parquet", bytes));
  const chunks: IndexedChunk[] = [];
  let scannedRows = 0;
  for (const [rowGroup, group] of reader.rowGroups.entries()) {
    tape?.forgetNames();
    const indexer = new ChunkIndexer(plan, withTape ? tape : null, 3);
    // The first row is left out, so that places in the chunk and in the group are not the same.
    const rowStart = Math.min(1, group.rows - 1);
    const rows = await reader.readRows(rowGroup, rowStart, group.rows);
    handRows(
      rows,
      3,
      { rowGroup, rowStart, rowEnd: group.rows },
      {
        record: ({ place, value, marks }) => indexer.add(place, value, marks),
        rows: (from, to, base) => {
          const next = indexer.addScanned(from, to, null, base);
          scannedRows += next - from;
          return next;
        },
        tape: withTape ? tape : null,
      },
    );
    chunks.push(indexer.finish(0));
  }
  return { chunks, scannedRows };
}

function allCells(chunks: readonly IndexedChunk[]): Promise<unknown[]> {
  return Promise.all(chunks.map(cellsOf));
}

/** Indexes with the scanner and without; both must say the same. Returns the rows that the scanner added. */
async function expectAgreement(bytes: Uint8Array): Promise<number> {
  const plain = await index(bytes, { fields: [], read: READ }, false);
  const scanned = await index(bytes, { fields: [], read: READ }, true);
  expect(await allCells(scanned.chunks)).toEqual(await allCells(plain.chunks));
  const fields =
    plain.chunks.at(-1)?.fields.map(({ field, type, stored }) => ({
      ...{ field, type, stored },
      isBeside: type === "text" && stored === "preview",
    })) ?? [];
  const planned = await index(bytes, { fields, read: READ }, true);
  const plannedPlain = await index(bytes, { fields, read: READ }, false);
  expect(await allCells(planned.chunks)).toEqual(await allCells(plannedPlain.chunks));
  return planned.scannedRows;
}

describe("rows of Parquet on a tape", () => {
  const names = readdirSync(DATA, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".parquet") && !/encrypted|truncated/.test(name)).sort();

  it.each(files)("are those of %s", async (name) => {
    await expectAgreement(sampleBytes(name));
  });

  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }).map((any) => any.toWellFormed()),
    fc.constantFrom(
      ...[
        "",
        " ",
        "\n",
        "*",
        "漢字 😀 é",
        "\ufffd broken",
        "FINAL_ANSWER: 4",
        "THOUGHT: a\nTOOL: calc\nINPUT: b",
      ],
      ...["Thought:", "** rest", "<think>so</think>yes", "x".repeat(700)],
    ),
  );
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
  const role = fc.constantFrom("system", "user", "assistant", "assistant", "tool", "critic", "function_call");
  const messages = fc.array(
    maybe(fc.record({ role: maybe(role), content: maybe(text), name: maybe(fc.constantFrom("calc", "")) })),
    { maxLength: 6 },
  );
  const usual = fc.tuple(text, text).map(([asked, said]) => [
    { role: "user", content: asked },
    { role: "assistant", content: said },
  ]);
  const row = fc.record({
    messages: fc.oneof(
      { weight: 4, arbitrary: usual as fc.Arbitrary<Json> },
      { weight: 2, arbitrary: maybe(messages) },
    ),
    mlt: maybe(fc.array(maybe(fc.constantFrom("[MLT:5]", "[MLT:>800]")), { maxLength: 3 })),
    num_turns: maybe(fc.integer({ min: 0, max: 3 })),
    ground_truth: maybe(text),
    answer: maybe(text),
    score: maybe(fc.oneof(fc.integer(), fc.double(), fc.constant(-0))),
    flag: maybe(fc.boolean()),
    more: maybe(
      fc.record({ a: maybe(text), b: maybe(fc.array(fc.double({ noNaN: true }), { maxLength: 2 })) }),
    ),
  }) as fc.Arbitrary<{ [name: string]: Json }>;

  it("are those of any rows", async () => {
    let scanned = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        // Shapes are learned from the rows before: each comes twice.
        scanned += await expectAgreement(parquetBytes([...rows, ...rows]));
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 40) },
    );
    expect(scanned).toBeGreaterThan(80);
  });

  it("are all but the first of a file of plain conversations, in whatever windows they are laid", async () => {
    const rows = Array.from({ length: 6000 }, (_, id) => ({
      id: `row ${id}`,
      messages: [
        { role: "user", content: `What is ${id} + 1?` },
        // One text that is larger than what is laid at once.
        { role: "assistant", content: `${"long é ".repeat(id === 4000 ? 300_000 : id % 90)}${id + 1}` },
      ],
      score: id / 2,
      answer: "not asked for",
      few: id % 7 === 0 ? null : "a",
    }));
    expect(await expectAgreement(parquetBytes(rows))).toBe(5998 - 1);
  });

  it("are those of prompts whose reply stands beside them", async () => {
    const rows = Array.from({ length: 500 }, (_, id) => ({
      messages: [
        ...(id % 3 === 0 ? [{ role: "system", content: "Answer." }] : []),
        { role: "user", content: `What is ${id} + 1?` },
      ],
      answer: id === 300 ? "" : `FINAL_ANSWER: ${id + 1}`,
      ground_truth: String(id % 2 === 0 ? id + 1 : id),
    }));
    // The scanner learns from the first, and from the first with a word for the system; one has no reply.
    expect(await expectAgreement(parquetBytes(rows))).toBe(499 - 3);
  });
});
