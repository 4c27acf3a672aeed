import type { ColumnType } from "@/lib/schema";

/** Type of a column in the database. JSON is kept as text: the browser's DuckDB has no json extension. */
export function sqlType(type: ColumnType): string {
  switch (type) {
    case "boolean":
      return "BOOLEAN";
    case "integer":
      return "BIGINT";
    case "double":
      return "DOUBLE";
    case "text":
    case "json":
      return "VARCHAR";
    case "date":
      return "DATE";
    case "timestamp":
      return "TIMESTAMP";
    case "list<boolean>":
      return "BOOLEAN[]";
    case "list<integer>":
      return "BIGINT[]";
    case "list<double>":
      return "DOUBLE[]";
    case "list<text>":
      return "VARCHAR[]";
  }
}
