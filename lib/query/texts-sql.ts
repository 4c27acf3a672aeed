import { textsTable } from "@/lib/engine/texts-beside";
import { OWN_COLUMNS } from "@/lib/schema/model";
import { quoteIdentifier } from "./quote";

/** The table of the texts of a column that lie beside the database, as statements name it. */
export function textsTableSql(column: string): string {
  return quoteIdentifier(textsTable(column));
}

/** An empty table of the texts of a column. Never compressed: see `COMPRESS_BEGINNINGS_BYTES` of the staging table. */
export function createTextsSql(column: string): string {
  return `CREATE OR REPLACE TABLE ${textsTableSql(column)} (${OWN_COLUMNS.row} BIGINT, ${quoteIdentifier(column)} VARCHAR USING COMPRESSION uncompressed)`;
}

export function dropTextsSql(column: string): string {
  return `DROP TABLE IF EXISTS ${textsTableSql(column)}`;
}
