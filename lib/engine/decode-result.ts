import { DataType, type Table, tableFromIPC, type Vector } from "apache-arrow";
import type { Cell, QueryResult } from "./engine";

/** Decodes the Arrow IPC answer of one statement. Cells are made when asked for, not before. */
export function decodeResult(ipc: Uint8Array): QueryResult {
  const table: Table = tableFromIPC(ipc);
  const vectors = new Map<string, Vector>();
  for (const [index, field] of table.schema.fields.entries()) {
    const vector = table.getChildAt(index);
    if (vector) vectors.set(field.name, vector);
  }
  const vectorOf = (name: string): Vector => {
    const vector = vectors.get(name);
    if (!vector) throw new RangeError(`the result has no column ${name}`);
    return vector;
  };
  return {
    columns: table.schema.fields.map((field) => field.name),
    rowCount: table.numRows,
    get: (row, column) => {
      const vector = vectorOf(column);
      return toCell(vector.get(row), vector.type);
    },
    column: (name) => {
      const vector = vectorOf(name);
      const cells: Cell[] = [];
      for (let row = 0; row < table.numRows; row++) cells.push(toCell(vector.get(row), vector.type));
      return cells;
    },
  };
}

function toCell(value: unknown, type: DataType): Cell {
  if (value === null || value === undefined) return null;
  if (DataType.isDate(type) || DataType.isTimestamp(type)) return new Date(Number(value));
  switch (typeof value) {
    case "string":
    case "boolean":
    case "number":
      return value;
    case "bigint":
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    default:
      break;
  }
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const child = type.children[0]?.type;
    const list = value as Vector;
    const cells: Cell[] = [];
    for (let index = 0; index < list.length; index++) {
      cells.push(child ? toCell(list.get(index), child) : null);
    }
    return cells;
  }
  return String(value);
}
