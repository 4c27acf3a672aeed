import { type Column, type ColumnType, elementType, widen } from "@/lib/schema";
import { quoteIdentifier } from "../quote";
import { sqlType } from "../sql-type";

/** A field of the data that both sides have. */
export interface SharedColumn {
  name: string;
  left: Column;
  right: Column;
}

/**
 * What the index can say of a field in a pair of rows `x` and `y`, as two conditions: `differs`, that the values are
 * not the same, and `isOpen`, that the index keeps only a beginning and the beginnings agree, so that the records
 * themselves must be read. Both are false for equal values.
 */
export function fieldDifferenceSql({ name, left, right }: SharedColumn): { differs: string; isOpen: string } {
  const wide = widen(left.type, right.type);
  // Types that share nothing but JSON differ in how they write the same value; their texts are compared as they are.
  const [x, y] = ["x", "y"].map((row) => `CAST(${row}.${quoteIdentifier(name)} AS ${sqlType(wide)})`) as [
    string,
    string,
  ];
  const isDistinct = `${x} IS DISTINCT FROM ${y}`;
  if (!isCut({ name, left, right })) return { differs: isDistinct, isOpen: "false" };
  const agree = agreementSql(wide, x, y);
  const isOpen = `coalesce(${agree}, false)`;
  return { differs: `(${isDistinct} AND NOT ${isOpen})`, isOpen };
}

/** Whether the index of either side keeps only the beginning of the field. */
export function isCut({ left, right }: SharedColumn): boolean {
  return left.stored === "preview" || right.stored === "preview";
}

/**
 * Characters that every cut text has at least: previews end after 160 UTF-16 units, which are 80 characters where
 * each takes two.
 */
const LEAST_KEPT = 80;
/** Of JSON a piece further: a character cut in half, and the sign that the text was cut, stand at its end. */
const LEAST_KEPT_JSON = LEAST_KEPT - 2;

/** That one of the values may be a beginning only, and nothing in what is kept tells them apart. */
function agreementSql(type: ColumnType, x: string, y: string): string {
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
