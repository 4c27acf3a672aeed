import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import { DatasetLoader } from "./dataset-loader";
import { LoadLog } from "./load-log";
import type { Parsers } from "./parse-pool";
import { RecordStore } from "./record-store";
import { StagingTable } from "./staging-table";
import { TableTurns } from "./table-turns";
import { parsersHere } from "./testing-loads";

describe("turns at the tables of a load", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("are taken one after the other, also after one that failed", async () => {
    const turns = new TableTurns();
    const done: string[] = [];
    const work = (name: string, ms: number) => async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      done.push(name);
      if (name === "broken") throw new Error("no table");
    };
    const broken = turns.take(work("broken", 30));
    const quick = turns.take(work("quick", 1));
    await Promise.all([expect(broken).rejects.toThrow("no table"), vi.advanceTimersByTimeAsync(40)]);
    await quick;
    expect(done).toEqual(["broken", "quick"]);
  });

  it("are also for what waits for quiet, unless something comes or all is done", async () => {
    const turns = new TableTurns();
    const done: string[] = [];
    const quiet = async () => void done.push("quiet");
    turns.afterQuiet(100, quiet);
    await vi.advanceTimersByTimeAsync(99);
    await turns.take(async () => void done.push("rows"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(done).toEqual(["rows"]);

    turns.afterQuiet(100, quiet);
    await vi.advanceTimersByTimeAsync(100);
    expect(done).toEqual(["rows", "quiet"]);

    turns.afterQuiet(100, quiet);
    await turns.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(done).toEqual(["rows", "quiet"]);
  });

  it("tell at the end what went wrong in quiet", async () => {
    const turns = new TableTurns();
    turns.afterQuiet(1, () => Promise.reject(new Error("no room")));
    await vi.advanceTimersByTimeAsync(1);
    await expect(turns.end()).rejects.toThrow("no room");
  });
});

it("rows are shown though what comes after them does not come", async () => {
  const engine = await WasmEngine.start();
  const lines = Array.from({ length: 5000 }, (_, row) =>
    JSON.stringify({ row, text: "some words ".repeat(20) }),
  );
  const blob = new Blob([lines.join("\n")]);
  const store = new RecordStore([{ kind: "blob", name: "slow.jsonl", blob, lastModified: null }]);
  const staging = new StagingTable(["slow.jsonl"]);
  const parsers = parsersHere();
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const pool = {
    capacity: parsers.capacity,
    run: async (kind: "first" | "index", request: never) => {
      if (kind === "index") await released;
      return parsers.run(kind, request);
    },
  } as Parsers;
  const log = new LoadLog([{ name: "slow.jsonl", sizeBytes: blob.size }]);
  const options = { conversationField: null, roles: {} };
  const shownRows: number[] = [];
  const loader = new DatasetLoader(
    { ...{ store, staging, log, options, pool }, linePool: pool, engine: async () => engine },
    {
      onStarted: () => {},
      onFirst: () => {},
      onAppended: async () => 5,
      onQuiet: async () => {
        shownRows.push(staging.rows);
        release();
      },
      onColumns: async () => {},
    },
  );
  await loader.readFile(0);
  await loader.end();
  expect(shownRows[0]).toBeGreaterThan(0);
  expect(shownRows[0]).toBeLessThan(5000);
  expect(staging.rows).toBe(5000);
  engine.close();
});
