import type { ColumnType } from "./model";

type ElementType = "boolean" | "integer" | "double" | "text";

/**
 * The narrowest type that holds the values of both: integer widens to double, date to timestamp, dates to text,
 * lists by their elements; everything else meets in JSON text. Commutative and associative, so parts of a file can
 * be read in any order.
 * `isWide`: an integer beyond 2^53 is among the values, whose digits a double would change. It meets doubles in JSON text.
 */
export function widen(a: ColumnType, b: ColumnType, isWide = false): ColumnType {
  if (a === b) return a;
  const elementA = elementType(a);
  const elementB = elementType(b);
  if (elementA !== null && elementB !== null) {
    return isNumber(elementA) && isNumber(elementB) && !isWide ? "list<double>" : "json";
  }
  if (isNumber(a) && isNumber(b)) return isWide ? "json" : "double";
  if (isTemporal(a) && isTemporal(b)) return "timestamp";
  if (isTextual(a) && isTextual(b)) return "text";
  return "json";
}

/** Type of the elements of a list type; null for any other type. */
export function elementType(type: ColumnType): ElementType | null {
  switch (type) {
    case "list<boolean>":
      return "boolean";
    case "list<integer>":
      return "integer";
    case "list<double>":
      return "double";
    case "list<text>":
      return "text";
    case "boolean":
    case "integer":
    case "double":
    case "text":
    case "date":
    case "timestamp":
    case "json":
      return null;
  }
}

function isNumber(type: ColumnType): boolean {
  return type === "integer" || type === "double";
}

function isTemporal(type: ColumnType): boolean {
  return type === "date" || type === "timestamp";
}

function isTextual(type: ColumnType): boolean {
  return type === "text" || isTemporal(type);
}
