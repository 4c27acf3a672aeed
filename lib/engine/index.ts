export { getEngine } from "./duckdb-engine";
export { type Cell, type Engine, EngineError, type QueryResult } from "./engine";
