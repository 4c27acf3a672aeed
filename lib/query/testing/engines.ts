import type { Engine, EnginePlace } from "@/lib/engine/engine";
import { NodeEngine } from "./node-engine";
import { WasmEngine } from "./wasm-engine";

export interface TestEngine extends Engine {
  /** Another engine on the same database, with tables of its own. It ends with this one. */
  besides(place: EnginePlace): Promise<TestEngine>;
  close(): void;
}

/** Every statement is held against both: the native DuckDB of a server, and the older one of the browser. */
export const ENGINES: readonly [name: string, start: () => Promise<TestEngine>][] = [
  ["native DuckDB", () => NodeEngine.start()],
  ["the browser's DuckDB", () => WasmEngine.start()],
];
