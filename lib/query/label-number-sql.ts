/** SQL for `labelNumber` of lib/schema; a test holds the two together. `text` is a SQL expression. */
export function labelNumberSql(text: string): string {
  return `TRY_CAST(nullif(regexp_extract(${text}, '^\\[[^\\[\\]:]*:\\s*[<>]?=?\\s*(\\d+(\\.\\d+)?)\\s*\\]$', 1), '') AS DOUBLE)`;
}
