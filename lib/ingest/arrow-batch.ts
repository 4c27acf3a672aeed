import {
  Bool,
  type Data,
  type DataType,
  Field,
  Float64,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from "apache-arrow";
import type { ColumnType } from "@/lib/schema";
import { type Cells, type IndexCell, type IndexList, isPacked } from "./cells/cells";

/** A column ready to be written; hashes come packed. */
export interface BatchColumn {
  type: ColumnType | "hash";
  cells: Cells;
}

const encoder = new TextEncoder();

/**
 * Writes one record batch as an Arrow IPC stream. Buffers are filled by hand from typed arrays:
 * a generic builder over objects costs as much again as parsing the JSON.
 */
export function writeArrowBatch(
  columns: readonly (BatchColumn | Data<Bool>)[],
  rowCount: number,
): Uint8Array<ArrayBuffer> {
  const children = columns.map((column) => ("cells" in column ? columnData(column, rowCount) : column));
  const fields = children.map((child, index) => new Field(`c${index}`, child.type, true));
  const schema = new Schema(fields);
  const struct = makeData({ type: new Struct(fields), length: rowCount, nullCount: 0, children });
  const writer = new RecordBatchStreamWriter();
  writer.write(new RecordBatch(schema, struct));
  writer.finish();
  return writer.toUint8Array(true) as Uint8Array<ArrayBuffer>;
}

/** Cells that are texts, or null, as Arrow holds them. */
export function textData(cells: Cells, rowCount: number): Data<Utf8> {
  return columnData({ type: "text", cells }, rowCount) as Data<Utf8>;
}

function columnData({ type, cells }: BatchColumn, rowCount: number): Data<DataType> {
  if (isPacked(cells)) return cells.data();
  switch (type) {
    case "hash":
      throw new TypeError("hashes are kept packed");
    case "list<text>":
      return listData(cells, rowCount, "text");
    case "list<integer>":
      return listData(cells, rowCount, "integer");
    case "list<double>":
      return listData(cells, rowCount, "double");
    case "list<boolean>":
      return listData(cells, rowCount, "boolean");
    case "boolean":
    case "integer":
    case "double":
      return scalarData(type, cells, rowCount);
    // Dates and times travel as text; the database casts them once every value is known to be one.
    case "text":
    case "json":
    case "date":
    case "timestamp":
      return scalarData("text", cells, rowCount);
  }
}

type Scalar = string | number | bigint | boolean | null;

function scalarData(
  type: "boolean" | "integer" | "double" | "text",
  cells: readonly IndexCell[],
  length: number,
): Data<DataType> {
  const { nullBitmap, nullCount } = validity(cells, length);
  const common = { length, nullCount, nullBitmap };
  switch (type) {
    case "boolean": {
      const data = new Uint8Array((length + 7) >> 3);
      for (let row = 0; row < length; row++) if (cells[row] === true) bitSet(data, row);
      return makeData({ type: new Bool(), ...common, data });
    }
    case "integer": {
      const data = new BigInt64Array(length);
      const words = new Int32Array(data.buffer);
      for (let row = 0; row < length; row++) {
        const cell = cells[row];
        if (typeof cell === "number") {
          // BigInt(cell) for every number would allocate; two 32-bit words (`|` is modulo 2^32) do not.
          words[row * 2] = cell | 0;
          words[row * 2 + 1] = Math.floor(cell / 4294967296);
        } else if (typeof cell === "bigint") data[row] = cell;
      }
      return makeData({ type: new Int64(), ...common, data });
    }
    case "double": {
      const data = new Float64Array(length);
      for (let row = 0; row < length; row++) {
        const cell = cells[row];
        if (typeof cell === "number") data[row] = cell;
        else if (typeof cell === "bigint") data[row] = Number(cell);
      }
      return makeData({ type: new Float64(), ...common, data });
    }
    case "text": {
      const { offsets, bytes } = encodeTexts(cells as readonly Scalar[], length);
      return makeData({ type: new Utf8(), ...common, valueOffsets: offsets, data: bytes });
    }
  }
}

function listData(
  cells: readonly IndexCell[],
  length: number,
  element: "boolean" | "integer" | "double" | "text",
): Data<DataType> {
  const { nullBitmap, nullCount } = validity(cells, length);
  const offsets = new Int32Array(length + 1);
  const flat: IndexCell[] = [];
  for (let row = 0; row < length; row++) {
    const list = cells[row] as IndexList | null | undefined;
    if (list) for (const item of list) flat.push(item);
    offsets[row + 1] = flat.length;
  }
  const child = scalarData(element, flat, flat.length);
  return makeData({
    type: new List(new Field("item", child.type, true)),
    length,
    nullCount,
    nullBitmap,
    valueOffsets: offsets,
    child,
  });
}

function validity(
  cells: readonly IndexCell[],
  length: number,
): { nullBitmap: Uint8Array | null; nullCount: number } {
  let nullCount = 0;
  for (let row = 0; row < length; row++) if (cells[row] === null || cells[row] === undefined) nullCount++;
  if (nullCount === 0) return { nullBitmap: null, nullCount };
  const nullBitmap = new Uint8Array((length + 7) >> 3);
  for (let row = 0; row < length; row++) {
    const cell = cells[row];
    if (cell !== null && cell !== undefined) bitSet(nullBitmap, row);
  }
  return { nullBitmap, nullCount };
}

function bitSet(bitmap: Uint8Array, index: number): void {
  bitmap[index >> 3] = (bitmap[index >> 3] ?? 0) | (1 << (index & 7));
}

function encodeTexts(cells: readonly Scalar[], length: number): { offsets: Int32Array; bytes: Uint8Array } {
  const offsets = new Int32Array(length + 1);
  let units = 0;
  for (let row = 0; row < length; row++) {
    const cell = cells[row];
    if (cell !== null && cell !== undefined) units += String(cell).length;
    offsets[row + 1] = units;
  }
  const joined = cells.join("");
  const bytes = new Uint8Array(units * 3);
  const { written } = encoder.encodeInto(joined, bytes);
  // All ASCII, the common case: code units are bytes, so the offsets are right already.
  if (written === units) return { offsets, bytes: bytes.subarray(0, written) };
  let position = 0;
  for (let row = 0; row < length; row++) {
    const cell = cells[row];
    if (cell !== null && cell !== undefined) {
      position += encoder.encodeInto(String(cell), bytes.subarray(position)).written;
    }
    offsets[row + 1] = position;
  }
  return { offsets, bytes: bytes.subarray(0, position) };
}
