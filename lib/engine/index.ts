export { getEngine } from "./duckdb-engine";
export { type Cell, type Engine, type QueryResult } from "./engine";
