export { getEngine } from "./duckdb-engine";
export type { Cell, Engine, EnginePlace, QueryResult } from "./engine";
