import { type ColumnType, elementType } from "@/lib/schema";
import { agreementSql } from "./cut-values";

/**
 * What the index can say of a field in a pair of rows, as two conditions: `differs`, that the values are
 * not the same, and `isOpen`, that the index does not tell and the records themselves must be read. Both are false for
 * equal values; no value and null are one.
 */
export interface FieldDifference {
  differs: string;
  isOpen: string;
}

/** Differs where the values do, unless the records have to tell. */
export function whereOpen(differs: string, open: string): FieldDifference {
  const isOpen = `coalesce(${open}, false)`;
  return { differs: `(${differs} AND NOT ${isOpen})`, isOpen };
}

type Typed = readonly [type: ColumnType, sql: string];

/**
 * Values of two types say the same only where they would in JSON: 5 is 5.0, but not "5". What the index keeps in
 * another form than the file (dates, lists beside JSON) is read from the records.
 */
export function mixedDifferenceSql(left: Typed, right: Typed, isCut: boolean): FieldDifference {
  const [[typeX, x], [typeY, y]] = [left, right];
  const isDistinct = `${x} IS DISTINCT FROM ${y}`;
  if (isNumber(typeX) && isNumber(typeY)) return { differs: isDistinct, isOpen: "false" };
  const isEither = `(${x} IS NOT NULL OR ${y} IS NOT NULL)`;
  if (isTemporal(typeX) && isTemporal(typeY)) return whereOpen(isDistinct, `${x} = ${y}`);
  // A day may be written in many ways; as text it is none of them.
  if ((isTemporal(typeX) && typeY === "text") || (typeX === "text" && isTemporal(typeY))) {
    return whereOpen(isEither, `${x} IS NOT NULL AND ${y} IS NOT NULL`);
  }
  if (elementType(typeX) !== null && elementType(typeY) !== null)
    return listDifference(left, right, isEither);
  if (typeX === "json") return beside(x, right, isEither, isCut);
  if (typeY === "json") return beside(y, left, isEither, isCut);
  return { differs: isEither, isOpen: "false" };
}

/** Lists of numbers as numbers; of other things only those alike that hold nothing, or nothing but null. */
function listDifference([typeX, x]: Typed, [typeY, y]: Typed, isEither: string): FieldDifference {
  if (isNumber(elementType(typeX)) && isNumber(elementType(typeY))) {
    const [before, after] = [x, y].map((value) => `CAST(${value} AS DOUBLE[])`);
    return { differs: `${before} IS DISTINCT FROM ${after}`, isOpen: "false" };
  }
  const isBare = (value: string) => `len(list_filter(${value}, lambda t: t IS NOT NULL)) = 0`;
  const isAlike = `(len(${x}) = len(${y}) AND ${isBare(x)} AND ${isBare(y)})`;
  return { differs: `(${isEither} AND NOT coalesce(${isAlike}, false))`, isOpen: "false" };
}

/** JSON against a value of one type. */
function beside(json: string, [type, value]: Typed, isEither: string, isCut: boolean): FieldDifference {
  const unless = (isSame: string) => `(${isEither} AND NOT coalesce(${isSame}, false))`;
  if (type === "boolean") return { differs: unless(`${json} = CAST(${value} AS VARCHAR)`), isOpen: "false" };
  if (isNumber(type)) {
    const exact = type === "integer" ? ` AND TRY_CAST(${json} AS BIGINT) = ${value}` : "";
    return { differs: unless(`TRY_CAST(${json} AS DOUBLE) = ${value}${exact}`), isOpen: "false" };
  }
  if (type === "text") {
    const quoted = quotedSql(value);
    const isSame = unless(`${json} = ${quoted}`);
    const isStrange = `(starts_with(${json}, '"') AND regexp_matches(${value}, '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]'))`;
    return whereOpen(isSame, isCut ? `${isStrange} OR ${agreementSql("json", json, quoted)}` : isStrange);
  }
  const sign = isTemporal(type) ? '"' : "[";
  return whereOpen(isEither, `${value} IS NOT NULL AND starts_with(${json}, '${sign}')`);
}

/** A text as the index writes it in JSON; other control characters than these are not escaped. */
function quotedSql(text: string): string {
  const escapes = [
    ["'\\'", "'\\\\'"],
    [`'"'`, `'\\"'`],
    ["chr(10)", "'\\n'"],
    ["chr(13)", "'\\r'"],
    ["chr(9)", "'\\t'"],
  ];
  const escaped = escapes.reduce((sql, [sign, written]) => `replace(${sql}, ${sign}, ${written})`, text);
  return `('"' || ${escaped} || '"')`;
}

function isNumber(type: ColumnType | null): boolean {
  return type === "integer" || type === "double";
}

function isTemporal(type: ColumnType): boolean {
  return type === "date" || type === "timestamp";
}
