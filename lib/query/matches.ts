/** Rows whose messages hold the text searched for. */
export const MATCHES_TABLE = "search_matches";

export function resetMatchesSql(): string {
  return `CREATE OR REPLACE TABLE ${MATCHES_TABLE} (_row BIGINT)`;
}

export function insertMatchesSql(rows: readonly number[]): string {
  return `INSERT INTO ${MATCHES_TABLE} SELECT unnest([${rows.join(", ")}])`;
}
