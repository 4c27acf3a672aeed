import type { Column } from "@/lib/schema/model";
import { elementType } from "@/lib/schema/widen";
import { excludeValue, selectOnly, withBounds, withFilter } from "./edit-view";
import { anyOfItems, listOn, withList } from "./list-filter";
import type { ViewState } from "./model";

/** How one value of a record can narrow the view: rows with only it, rows without it, rows at or beyond it. */
export type ValueFilter = "only" | "not" | "at-least" | "at-most";

/** The ways in which a value of a column can narrow the view; none where the index does not hold the value whole. */
export function valueFilters(column: Column): readonly ValueFilter[] {
  if (column.stored === "preview") return [];
  switch (column.type) {
    case "integer":
    case "double":
      return ["only", "not", "at-least", "at-most"];
    case "text":
    case "boolean":
    case "list<text>":
    case "list<boolean>":
    case "list<integer>":
      return ["only", "not"];
    // Written in the index in another form than in the record.
    case "list<double>":
    case "date":
    case "timestamp":
    case "json":
      return [];
  }
}

/**
 * Narrows the view by one value. `value` is its text as in the record, the digits of a number; for a list column, an
 * item of the list. Replaces the filter of its column, but "not" adds to values already left out, and of a list it stands beside the items
 * asked for.
 */
export function narrowByValue(view: ViewState, column: Column, value: string, how: ValueFilter): ViewState {
  const { name } = column;
  if (elementType(column.type) !== null) {
    if (how !== "not") return withFilter(view, anyOfItems(name, [value]));
    const old = listOn(view, name);
    return withList(view, {
      ...old,
      values: old.values.filter((item) => item !== value),
      without: [...new Set([...old.without, value])],
    });
  }
  const isNumber = column.type === "integer" || column.type === "double";
  if (how === "not") return excludeValue(view, name, value);
  if (!isNumber) return selectOnly(view, name, value);
  const number = Number(value);
  // Digits beyond 2^53 stay text, or the bound would be another number.
  const bound = Number.isInteger(number) && !Number.isSafeInteger(number) ? value : number;
  return withBounds(view, name, how === "at-most" ? null : bound, how === "at-least" ? null : bound);
}
