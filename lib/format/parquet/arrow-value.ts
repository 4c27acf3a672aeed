import type { Value } from "@/lib/format/value";
import { type ArrowColumn, isValid } from "./arrow-column";
import { fixedAccessor } from "./fixed-accessor";
import { ListValue, MapValue, StructValue } from "./nested-value";
import { binaryText } from "./scalar-text";
import { derivedText, FALSE, NULL, TRUE } from "./scalar-value";
import { TextColumn } from "./text-column";

/** Value at an index of one column; out of bounds is the caller's error. */
export type Accessor = (index: number) => Value;

const childOf = (column: ArrowColumn, index: number): ArrowColumn => {
  const child = column.children[index];
  if (child === undefined) throw new TypeError(`an Arrow ${column.type.kind} has no child ${index}`);
  return child;
};

/**
 * Arrow backing of Value: how to get the values of `column`, decided once per column, so that a value
 * costs one small object and nothing is decoded before it is asked for.
 */
export function arrowAccessor(column: ArrowColumn): Accessor {
  const present = presentAccessor(column);
  if (column.validity === null) return present;
  return (index) => (isValid(column, index) ? present(index) : NULL);
}

function presentAccessor(column: ArrowColumn): Accessor {
  const { type, offsets, data } = column;
  switch (type.kind) {
    case "null":
      return () => NULL;
    case "boolean":
      return (index) => {
        const bit = column.bitOffset + index;
        return (((data[bit >> 3] as number) >> (bit & 7)) & 1) === 1 ? TRUE : FALSE;
      };
    case "text": {
      const texts = new TextColumn(data, offsets);
      return (index) => texts.at(index);
    }
    case "binary":
      return (index) => derivedText(binaryText(data.subarray(offsets[index], offsets[index + 1])));
    case "list": {
      const item = arrowAccessor(childOf(column, 0));
      return (index) => new ListValue(item, offsets[index] as number, offsets[index + 1] as number);
    }
    case "fixed-list": {
      const item = arrowAccessor(childOf(column, 0));
      return (index) => new ListValue(item, index * type.size, (index + 1) * type.size);
    }
    case "map": {
      const entries = childOf(column, 0);
      const key = arrowAccessor(childOf(entries, 0));
      const value = arrowAccessor(childOf(entries, 1));
      return (index) => new MapValue(key, value, offsets[index] as number, offsets[index + 1] as number);
    }
    case "struct": {
      const shape = { names: type.names, accessors: column.children.map(arrowAccessor) };
      return (index) => new StructValue(shape, index);
    }
    default:
      return fixedAccessor(type, data);
  }
}
