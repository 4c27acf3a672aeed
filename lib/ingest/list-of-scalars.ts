import type { Value } from "@/lib/format";
import { type ColumnType, widen } from "@/lib/schema";
import type { IndexList } from "./cells/cells";
import { classifyNumber } from "./classify-number";

/** A list as a cell. */
export interface ScalarList {
  items: IndexList;
  /** Type that holds every item; null when there is none but null. */
  element: "integer" | "double" | "boolean" | "text" | null;
  /** Code points of the items that are texts. */
  chars: number;
}

/** Reads a list of scalars; null when it holds lists or objects, or scalars that no type holds side by side. */
export function listOfScalars(list: Value): ScalarList | null {
  const items: (string | number | bigint | boolean | null)[] = [];
  let element: ColumnType | null = null;
  let isWide = false;
  let chars = 0;
  for (const item of list.items()) {
    let type: ColumnType;
    switch (item.kind) {
      case "null":
        items.push(null);
        continue;
      case "list":
      case "object":
        return null;
      case "number": {
        const number = classifyNumber(item);
        type = number.type;
        if (typeof number.cell === "bigint") isWide = true;
        items.push(number.cell);
        break;
      }
      case "boolean":
        type = "boolean";
        items.push(item.boolean());
        break;
      case "text":
        type = "text";
        chars += item.length;
        items.push(item.text());
    }
    element = element === null ? type : widen(element, type, isWide);
  }
  switch (element) {
    case null:
    case "integer":
    case "double":
    case "boolean":
    case "text":
      return { items, element, chars };
    default:
      return null;
  }
}
