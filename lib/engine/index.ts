export { DatabaseFile } from "./database-file";
export { getEngine } from "./duckdb-engine";
export type { Cell, Engine, EnginePlace, KeepingEngine, QueryResult } from "./engine";
export { EngineError } from "./engine";
export { type TextsBeside, textsTable } from "./texts-beside";
export { withSignal } from "./with-signal";
