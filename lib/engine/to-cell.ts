import { DataType, type Vector } from "apache-arrow";
import type { Cell } from "./engine";

/** The cell for a value of an Arrow vector of this type. Structs and maps become JSON text. */
export function toCell(value: unknown, type: DataType): Cell {
  if (value === null || value === undefined) return null;
  if (DataType.isDate(type) || DataType.isTimestamp(type)) return new Date(Number(value));
  switch (typeof value) {
    case "string":
    case "boolean":
    case "number":
      return value;
    case "bigint":
      return integerCell(value);
    default:
      break;
  }
  if (DataType.isDecimal(type)) return decimalCell(value as Uint32Array, type.scale);
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const child = type.children[0]?.type;
    const list = value as Vector;
    const cells: Cell[] = [];
    for (let index = 0; index < list.length; index++) {
      cells.push(child ? toCell(list.get(index), child) : null);
    }
    return cells;
  }
  return DataType.isStruct(type) || DataType.isMap(type) ? jsonText(value, type) : String(value);
}

function integerCell(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** `words` are 32 bits each, the lowest first, two's complement over all. Sums of integers are decimals too. */
function decimalCell(words: Uint32Array, scale: number): number | bigint {
  let bits = 0n;
  for (let at = words.length - 1; at >= 0; at--) bits = (bits << 32n) | BigInt(words[at] ?? 0);
  const value = BigInt.asIntN(words.length * 32, bits);
  // The digits with an exponent, since a division would round twice.
  return scale === 0 ? integerCell(value) : Number(`${value}e${-scale}`);
}

/** Arrow's own text of a struct shows decimals without their point, and drops the digits of long integers. */
function jsonText(value: unknown, type: DataType): string {
  if (value === null || value === undefined) return "null";
  if (DataType.isStruct(type)) {
    const row = value as Record<string, unknown>;
    const fields = type.children.map(
      (field) => `${JSON.stringify(field.name)}: ${jsonText(row[field.name], field.type)}`,
    );
    return `{${fields.join(", ")}}`;
  }
  if (DataType.isMap(type)) {
    const item = type.children[0]?.type.children[1]?.type;
    const fields = [...(value as Iterable<[unknown, unknown]>)].map(
      ([key, held]) => `${JSON.stringify(String(key))}: ${item ? jsonText(held, item) : "null"}`,
    );
    return `{${fields.join(", ")}}`;
  }
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const child = type.children[0]?.type;
    const items = [...(value as Vector)].map((item: unknown) => (child ? jsonText(item, child) : "null"));
    return `[${items.join(", ")}]`;
  }
  const cell = toCell(value, type);
  return typeof cell === "string" || cell instanceof Date ? JSON.stringify(cell) : String(cell);
}
