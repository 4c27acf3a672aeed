import { type ColumnType, elementType } from "@/lib/schema";

/**
 * Characters that every cut text has at least: previews end after 160 UTF-16 units, which are 80 characters where
 * each takes two.
 */
const LEAST_KEPT = 80;
/** Of JSON a piece further: a character cut in half, and the sign that the text was cut, stand at its end. */
const LEAST_KEPT_JSON = LEAST_KEPT - 2;

/** That one of the values may be a beginning only, and nothing in what is kept tells them apart. */
export function agreementSql(type: ColumnType, x: string, y: string): string {
  if (elementType(type) !== null) {
    const heads = (value: string) => `list_transform(${value}, lambda t: left(t, ${LEAST_KEPT}))`;
    const isLong = (value: string) => `len(list_filter(${value}, lambda t: length(t) >= ${LEAST_KEPT})) > 0`;
    return `(${heads(x)} = ${heads(y)} AND (${isLong(x)} OR ${isLong(y)}))`;
  }
  if (type === "json") {
    // JSON in full ends with a bracket, a quote or a digit; a text that became JSON after it was cut has its quote.
    const mayBeCut = (value: string) =>
      `(ends_with(${value}, '…') OR (starts_with(${value}, '"') AND length(${value}) >= ${LEAST_KEPT}))`;
    const head = (value: string) => `left(${value}, ${LEAST_KEPT_JSON})`;
    return `(${head(x)} = ${head(y)} AND (${mayBeCut(x)} OR ${mayBeCut(y)}))`;
  }
  // Of a text without characters of two units, the preview has 160 characters, or 159 and a half.
  const mayBeCut = (value: string) =>
    `(length(${value}) >= 159 OR (length(${value}) >= ${LEAST_KEPT} AND strlen(${value}) > length(${value})))`;
  return `((starts_with(${x}, ${y}) AND ${mayBeCut(y)}) OR (starts_with(${y}, ${x}) AND ${mayBeCut(x)}))`;
}
