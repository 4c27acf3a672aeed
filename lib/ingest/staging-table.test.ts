import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jsonValue, parseRecordText } from "@/lib/format";
import { COMPRESS_STAGED_SQL } from "@/lib/query";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import { ChunkIndexer } from "./chunk-indexer";
import { type IndexPlan, NO_READ_OPTIONS } from "./index-plan";
import type { TypeConflict } from "./model";
import { StagingTable } from "./staging-table";

/** Conflicts that chunks of the field `n` are told to have, each with rows of its own. */
function conflictsOf(...chunks: unknown[][]): TypeConflict[] {
  const staging = new StagingTable(["test.jsonl"]);
  let rowStart = 0;
  return chunks.flatMap((cells) => {
    const plan: IndexPlan = { fields: staging.planned, read: NO_READ_OPTIONS };
    const indexer = new ChunkIndexer(plan);
    for (const [offset, n] of cells.entries())
      indexer.add({ file: 0, offset, length: 1, line: offset + 1 }, jsonValue({ n }), []);
    const { typeConflicts } = staging.learn(indexer.finish(0), rowStart);
    rowStart += cells.length;
    return typeConflicts;
  });
}

describe("type conflicts", () => {
  it("are told once, at the first row, however many chunks repeat them", () => {
    const mixed = [1, 2.5, "three", { four: 4 }];
    expect(conflictsOf(mixed, mixed, ["three", 1], [null, 2.5, 1])).toEqual([
      { field: "n", from: "integer", to: "double", row: 1 },
      { field: "n", from: "double", to: "json", row: 2 },
    ]);
  });

  it("are those with the chunks before, too", () => {
    expect(conflictsOf([null], [1, 2], [3, 4], [0.5, 1], [2, 0.5], ["text", true])).toEqual([
      { field: "n", from: "integer", to: "double", row: 5 },
      { field: "n", from: "double", to: "json", row: 9 },
    ]);
  });
});

describe("integers beyond 2^53", () => {
  it("make JSON text of a column that has doubles, too, and say where", () => {
    const wide = 9007199254740993n;
    expect(conflictsOf([1.5, wide, 2])).toEqual([{ field: "n", from: "double", to: "json", row: 1 }]);
    expect(conflictsOf([wide], [1.5])).toEqual([{ field: "n", from: "integer", to: "json", row: 1 }]);
    expect(conflictsOf([1.5], [wide, 2])).toEqual([{ field: "n", from: "double", to: "json", row: 1 }]);
    expect(conflictsOf([[1.5]], [[wide]])).toEqual([
      { field: "n", from: "list<double>", to: "json", row: 1 },
    ]);
    expect(conflictsOf([1, wide], [9007199254740992n, 7])).toEqual([]);
    expect(conflictsOf([1.5, 9007199254740991])).toEqual([]);
  });

  describe("keep their digits", () => {
    let engine: WasmEngine;
    beforeAll(async () => {
      engine = await WasmEngine.start();
    });
    afterAll(() => engine.close());

    const number = fc.constantFrom(
      "1",
      "-7",
      "2.5",
      "0.125",
      "9007199254740993",
      "-9223372036854775808",
      "4503599627370497",
      "9007199254740992",
    );
    const value = fc.oneof(
      { weight: 3, arbitrary: number },
      fc.array(number, { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
    );
    const chunks = fc.array(
      fc.tuple(
        fc.array(fc.oneof({ weight: 5, arbitrary: number }, value), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
      ),
      { minLength: 1, maxLength: 4 },
    );

    it("whatever stands beside them, in their chunk or in others", async () => {
      await fc.assert(
        fc.asyncProperty(chunks, async (made) => {
          const staging = new StagingTable(["test.jsonl"]);
          for (const [values, isPlanned] of made) {
            // A chunk that is parsed beside the others does not know of them yet.
            const indexer = new ChunkIndexer({
              fields: isPlanned ? staging.planned : [],
              read: NO_READ_OPTIONS,
            });
            for (const [offset, n] of values.entries())
              indexer.add(
                { file: 0, offset, length: 1, line: offset + 1 },
                parseRecordText(`{"n":${n}}`).value,
                [],
              );
            const chunk = indexer.finish(0);
            staging.learn(chunk, staging.rows);
            await staging.append(engine, chunk, 0);
          }
          const found = await engine.query("SELECT CAST(n AS VARCHAR) AS n FROM staging ORDER BY rowid");
          const written = made.flatMap(([values]) => values);
          expect(found.column("n").map((cell) => String(cell).replaceAll(/\s|\.0(?!\d)/g, ""))).toEqual(
            written,
          );
        }),
        { numRuns: 60 },
      );
    });
  });
});

describe("beginnings of texts", () => {
  it.each([
    ["an index of usual size", 1e9, true],
    ["one that would fill the memory", 3e9, false],
  ])("are compressed only where they must be: %s", async (_, bytes, isPlain) => {
    const engine = await WasmEngine.start();
    const staging = new StagingTable(["test.jsonl"]);
    staging.expect(bytes);
    // Only those of fields that the first chunk does not have are held by the table.
    const append = async (rows: number, essay: (row: number) => string | null) => {
      const indexer = new ChunkIndexer({ fields: staging.planned, read: NO_READ_OPTIONS });
      for (let offset = 0; offset < rows; offset++) {
        const text = essay(offset);
        const record = { id: offset, ...(text === null ? {} : { essay: text }) };
        indexer.add({ file: 0, offset, length: 1, line: offset + 1 }, jsonValue(record), []);
      }
      const chunk = indexer.finish(0, { isFirst: staging.rows === 0 });
      staging.learn(chunk, staging.rows);
      await staging.append(engine, chunk, 0);
    };
    await append(1, () => null);
    await append(4_000, (row) => `Essay ${row % 40} of many others, all alike ${"and long ".repeat(80)}`);
    await engine.execute(COMPRESS_STAGED_SQL);
    const found = await engine.query(
      "SELECT DISTINCT compression FROM pragma_storage_info('staging') WHERE column_name = 'essay' AND segment_type = 'VARCHAR'",
    );
    expect(found.column("compression").map((name) => name === "Uncompressed")).toEqual([isPlain]);
    engine.close();
  });
});
