/** Rows whose messages hold the text searched for. */
export const MATCHES_TABLE = "search_matches";

export function resetMatchesSql(): string {
  return `CREATE OR REPLACE TABLE ${MATCHES_TABLE} (_row BIGINT)`;
}

/** Rows go as one text: a list of so many numbers takes the database twenty times as long to parse. */
export function insertMatchesSql(rows: readonly number[]): string {
  return `INSERT INTO ${MATCHES_TABLE} SELECT CAST(unnest(string_split('${rows.join()}', ',')) AS BIGINT)`;
}
