/** A count of rows as the app says it: "117 of 300 rows". */
export function rowWords(selected: number, whole: number): string {
  return `${selected.toLocaleString("en-US")} of ${whole.toLocaleString("en-US")} rows`;
}
