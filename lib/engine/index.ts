export { getEngine } from "./duckdb-engine";
export type { Cell, Engine, QueryResult } from "./engine";
