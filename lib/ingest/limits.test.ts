import { afterEach, describe, expect, it } from "vitest";
import { LIMITS } from "@/lib/format";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import type { SourceHandle } from "@/lib/source";
import { completeIndex } from "./complete-index";
import { DatasetLoader } from "./dataset-loader";
import { LoadLog } from "./load-log";
import { ownVisibleColumns } from "./own-columns";
import { RecordStore } from "./record-store";
import { StagingTable } from "./staging-table";
import { parsersHere } from "./testing-loads";

const before = { ...LIMITS };
afterEach(() => Object.assign(LIMITS, before));

function fileOf(name: string, rows: number): SourceHandle {
  const lines = Array.from({ length: rows }, (_, row) =>
    JSON.stringify({
      id: `id_${row}`,
      prompt: `Question ${row} of many`,
      answer: `${row * 3}`,
      cost: row / 7,
    }),
  );
  return { kind: "blob", name, blob: new Blob([`${lines.join("\n")}\n`]), lastModified: null };
}

async function load(engine: WasmEngine, handles: readonly SourceHandle[]) {
  const names = handles.map((handle) => handle.name);
  const store = new RecordStore(handles);
  const staging = new StagingTable(names);
  const log = new LoadLog(names.map((name) => ({ name, sizeBytes: 0 })));
  const pool = parsersHere();
  const loader = new DatasetLoader(
    {
      ...{ store, staging, log, pool, linePool: pool },
      options: { conversationField: null, roles: {} },
      engine: async () => engine,
    },
    {
      onStarted: () => {},
      onFirst: () => {},
      onAppended: async () => null,
      onQuiet: async () => {},
      onColumns: async () => {},
    },
  );
  for (const file of handles.keys()) if (!loader.isFull) await loader.readFile(file);
  return { staging, log, loader };
}

describe("a dataset beyond a limit", () => {
  it("shows the rows that it may have, and says in which file it ends", async () => {
    const engine = await WasmEngine.start();
    LIMITS.rows = 5_999;
    const { staging, log, loader } = await load(engine, [fileOf("a.jsonl", 6_000), fileOf("b.jsonl", 10)]);
    expect(loader.isFull).toBe(true);
    // The first chunk is one of 256 KB.
    expect(staging.rows).toBeGreaterThan(1_000);
    expect(staging.rows).toBeLessThan(5_999);
    await staging.publish(engine);
    expect((await engine.query("SELECT count(*)::INTEGER AS n FROM rows")).get(0, "n")).toBe(staging.rows);
    const shown = staging.rows.toLocaleString("en-US");
    expect(log.report().files.map(({ error, rows }) => ({ error, rows }))).toEqual([
      {
        error: `a.jsonl has more rows than the 5,999 that can be shown. The first ${shown} are shown; cut the file into several to see the others.`,
        rows: staging.rows,
      },
      { error: null, rows: 0 },
    ]);
    engine.close();
  });

  it("keeps what was indexed when the memory of the database is full, and says so", async () => {
    const engine = await WasmEngine.start();
    await engine.execute("SET memory_limit = '12MB'");
    const { staging, log, loader } = await load(engine, [fileOf("large.jsonl", 40_000)]);
    expect(loader.isFull).toBe(true);
    expect(staging.rows).toBeGreaterThan(1_000);
    expect(staging.rows).toBeLessThan(40_000);
    const shown = staging.rows.toLocaleString("en-US");
    expect(log.report().files[0]?.error).toMatch(
      new RegExp(
        `^The index of large\\.jsonl is larger than the 11\\.\\d MiB that the browser gives the database\\. The first ${shown} are shown`,
      ),
    );
    await staging.publish(engine);
    const last = await engine.query(`SELECT id FROM rows WHERE _row = ${staging.rows - 1}`);
    expect(last.get(0, "id")).toBe(`id_${staging.rows - 1}`);
    engine.close();
  });

  it("stays as it was read when there is no memory to complete its index", async () => {
    const engine = await WasmEngine.start();
    const { staging } = await load(engine, [fileOf("half.jsonl", 40_000)]);
    await staging.publish(engine);
    const columns = [...ownVisibleColumns(1), ...staging.columns];
    const used = await engine.memoryBytes();
    await engine.execute(`SET memory_limit = '${Math.ceil(used / 1e6) + 1}MB'`);
    const { index, isComplete } = await completeIndex(engine, {
      ...{ columns, roles: { id: ["id"] }, chosenRoles: {}, texts: staging.texts() },
      fileNames: ["half.jsonl"],
      rowCount: staging.rows,
    });
    expect(isComplete).toBe(false);
    expect(index).toEqual({ columns, roles: { id: ["id"] }, uniqueIdColumn: null });
    const row = await engine.query("SELECT _row, id FROM rows WHERE _row = 39999");
    expect(row.get(0, "id")).toBe("id_39999");
    engine.close();
  });
});
