import { DataType, Precision, type Table, tableFromIPC, type Vector } from "apache-arrow";
import type { Cell, QueryResult } from "./engine";
import { toCell } from "./to-cell";

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
      if (isOfNumbers(vector)) return numbersOf(vector);
      const cells: Cell[] = [];
      for (let row = 0; row < table.numRows; row++) cells.push(toCell(vector.get(row), vector.type));
      return cells;
    },
  };
}

/** Whether the values are cells as they stand: charts count tens of thousands of numbers in one answer. */
function isOfNumbers({ type }: Vector): boolean {
  const isShort = DataType.isInt(type) && type.bitWidth < 64;
  return isShort || (DataType.isFloat(type) && type.precision === Precision.DOUBLE);
}

function numbersOf(vector: Vector): Cell[] {
  const cells: Cell[] = Array.from(vector.toArray() as Int32Array | Float64Array);
  if (vector.nullCount === 0) return cells;
  return cells.map((cell, row) => (vector.isValid(row) ? cell : null));
}
