import { TextTables } from "@/lib/previews";
import type { Scope } from "@/lib/query";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import type { PendingColumns } from "@/lib/schema";
import type { SourceHandle } from "@/lib/source";
import { EMPTY_VIEW, type Filter } from "@/lib/view";
import { completeIndex } from "./complete-index";
import { DatasetLoader } from "./dataset-loader";
import { indexChunk, indexFirstChunk } from "./index-chunk";
import { LoadLog } from "./load-log";
import type { LoaderEvents } from "./loader-parts";
import { ownVisibleColumns } from "./own-columns";
import { planParquet, readParquetColumns } from "./parquet-tasks";
import type { Parsers } from "./parse-pool";
import type { ParseCalls } from "./parse-protocol";
import { RecordStore } from "./record-store";
import { StagingTable } from "./staging-table";

const engines: WasmEngine[] = [];

/** To be called after each test that loads. */
export function closeEngines(): void {
  for (const engine of engines.splice(0)) engine.close();
}

/** How a file is read: as if no column could come before the others; several row groups at once. */
interface Reading {
  isInOnePass: boolean;
  isJoined: boolean;
}

/** The work of the parse workers, in this thread. */
export function parsersHere({ isInOnePass = false, isJoined = false }: Partial<Reading> = {}): Parsers {
  const run = async (kind: keyof ParseCalls, request: object): Promise<object> => {
    switch (kind) {
      case "first": {
        const { chunk, plan, options, previewRows } = request as ParseCalls["first"]["request"];
        return indexFirstChunk(chunk, plan, options, previewRows);
      }
      case "index": {
        const { chunk, plan } = request as ParseCalls["index"]["request"];
        return indexChunk(chunk, plan);
      }
      case "columns": {
        const { chunk, columns, fields } = request as ParseCalls["columns"]["request"];
        return readParquetColumns(chunk, columns, fields);
      }
      default: {
        const { source, file } = request as ParseCalls["plan-parquet"]["request"];
        const plan = await planParquet(source, file, isJoined ? {} : { joinedBytes: 0 });
        return isInOnePass ? { ...plan, fields: [] } : plan;
      }
    }
  };
  return { capacity: 2, run: run as Parsers["run"] };
}

/** All that one load is made of. */
export interface Loading {
  engine: WasmEngine;
  staging: StagingTable;
  store: RecordStore;
  log: LoadLog;
  loader: DatasetLoader;
}

interface LoadingEvents {
  onAppended(loading: Loading): Promise<void>;
  onColumns(loading: Loading): Promise<void>;
}

/** Reads files into the index of an engine of their own, as a dataset does that is opened. */
export async function load(
  handles: readonly SourceHandle[],
  { isInOnePass = false, isJoined = false, ...events }: Partial<LoadingEvents & Reading> = {},
): Promise<Loading> {
  const engine = await WasmEngine.start();
  engines.push(engine);
  const names = handles.map((handle) => handle.name);
  const store = new RecordStore(handles);
  const staging = new StagingTable(names);
  engine.placeTexts(new TextTables(staging.store, engine));
  const log = new LoadLog(names.map((name) => ({ name, sizeBytes: 0 })));
  const told: LoaderEvents = {
    onStarted: () => {},
    onFirst: () => {},
    onAppended: async () => {
      await events.onAppended?.(loading);
      return null;
    },
    onQuiet: async () => {},
    onColumns: async () => events.onColumns?.(loading),
  };
  const pool = parsersHere({ isInOnePass, isJoined });
  const parts = { store, staging, log, pool, linePool: pool, engine: async () => engine };
  const options = { conversationField: null, roles: {} };
  const loader = new DatasetLoader({ ...parts, options }, told);
  const loading: Loading = { engine, staging, store, log, loader };
  for (const place of handles.keys()) if (!loader.isCancelled) await loader.readFile(place);
  await loader.end();
  await staging.publish(engine);
  return loading;
}

export async function complete({ engine, staging, log }: Loading): Promise<void> {
  const fileNames = log.report().files.map(({ name }) => name);
  const columns = [...ownVisibleColumns(fileNames.length), ...staging.columns];
  const texts = staging.texts();
  await completeIndex(engine, {
    ...{ columns, roles: {}, chosenRoles: {}, texts, fileNames, rowCount: staging.rows },
  });
}

/** Every cell of the index, with its columns and their types. */
export async function wholeIndex(engine: WasmEngine): Promise<{ types: unknown; rows: unknown[] }> {
  const types = await engine.query(
    "SELECT column_name, data_type FROM (DESCRIBE rows) t(column_name, data_type, a, b, c, d)",
  );
  const names = types.column("column_name") as string[];
  const cells = await engine.query("SELECT * FROM rows ORDER BY _row");
  return {
    types: names.map((name, place) => [name, types.column("data_type")[place]]),
    rows: names.map((name) => cells.column(name)),
  };
}

/** What is asked of a file that is read. */
export function scopeOf(staging: StagingTable, filters: Filter[], pending: PendingColumns | null): Scope {
  const columns = [...ownVisibleColumns(1), ...staging.columns];
  return {
    view: { ...EMPTY_VIEW, filters },
    ...{ columns, teacherColumns: [], matches: null, pending },
  };
}
