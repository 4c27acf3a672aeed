import type { ArrowColumn, ArrowType, FixedBinaryMeaning } from "./arrow-column";
import { fixedWidth, hasLargeOffsets, parseArrowFormat } from "./arrow-type";

/**
 * Reads Arrow columns out of WebAssembly memory through the Arrow C data interface: 32-bit pointers,
 * 64-bit counts. One copy of just the rows asked for, where IPC would copy everything twice.
 * https://arrow.apache.org/docs/format/CDataInterface.html
 */
const SCHEMA = { format: 0, name: 4, childCount: 24, children: 32 } as const;
const ARRAY = { length: 0, nullCount: 8, offset: 16, buffers: 40, children: 44 } as const;

/** What a field's fixed-size binary stands for, by the field's name. */
export type MeaningOf = (fieldName: string) => FixedBinaryMeaning;

/** The shape of a column: read once per decoded table, used for each of its batches. */
export interface ArrowShape {
  name: string;
  type: ArrowType;
  isLarge: boolean;
  children: readonly ArrowShape[];
}

const EMPTY = new Uint8Array(0);
const NO_OFFSETS = new Int32Array(0);

function readText(memory: DataView, address: number): string {
  if (address === 0) return "";
  const bytes = new Uint8Array(memory.buffer, address);
  return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
}

function pointers(memory: DataView, address: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => memory.getUint32(address + 4 * index, true));
}

function count64(memory: DataView, address: number): number {
  return Number(memory.getBigInt64(address, true));
}

export function readShape(memory: DataView, address: number, meaningOf: MeaningOf): ArrowShape {
  const format = readText(memory, memory.getUint32(address + SCHEMA.format, true));
  const name = readText(memory, memory.getUint32(address + SCHEMA.name, true));
  const children = pointers(
    memory,
    memory.getUint32(address + SCHEMA.children, true),
    count64(memory, address + SCHEMA.childCount),
  ).map((child) => readShape(memory, child, meaningOf));
  const childNames = children.map((child) => child.name);
  return {
    name,
    type: parseArrowFormat(format, childNames, meaningOf(name)),
    isLarge: hasLargeOffsets(format),
    children,
  };
}

/** Copies values [start, end) of the array at `address`, a place in the memory. */
export function copyColumn(
  memory: DataView,
  address: number,
  shape: ArrowShape,
  start: number,
  end: number,
): ArrowColumn {
  const from = count64(memory, address + ARRAY.offset) + start;
  const length = end - start;
  const buffers = memory.getUint32(address + ARRAY.buffers, true);
  const childArrays = memory.getUint32(address + ARRAY.children, true);
  const buffer = (index: number): number => memory.getUint32(buffers + 4 * index, true);
  const child = (index: number, childStart: number, childEnd: number): ArrowColumn => {
    const childShape = shape.children[index];
    if (childShape === undefined) throw new TypeError("an Arrow array has more children than its schema");
    return copyColumn(
      memory,
      memory.getUint32(childArrays + 4 * index, true),
      childShape,
      childStart,
      childEnd,
    );
  };
  const copy = (place: number, byteStart: number, byteEnd: number): Uint8Array<ArrayBuffer> =>
    place === 0
      ? EMPTY
      : new Uint8Array(memory.buffer.slice(place + byteStart, place + byteEnd) as ArrayBuffer);
  const bits = (place: number): Uint8Array<ArrayBuffer> => copy(place, from >> 3, (from + length + 7) >> 3);

  const { type } = shape;
  const column: ArrowColumn = {
    type,
    length,
    validity: null,
    bitOffset: from & 7,
    offsets: NO_OFFSETS,
    data: EMPTY,
    children: [],
  };
  if (type.kind === "null") return column;
  if (count64(memory, address + ARRAY.nullCount) !== 0 && buffer(0) !== 0) column.validity = bits(buffer(0));
  switch (type.kind) {
    case "boolean":
      column.data = bits(buffer(1));
      return column;
    case "struct":
      // A slice of a struct may be held as an offset of the struct itself: its children are not sliced then.
      column.children = shape.children.map((_, index) => child(index, from, from + length));
      return column;
    case "fixed-list":
      column.children = [child(0, from * type.size, (from + length) * type.size)];
      return column;
    case "text":
    case "binary":
    case "list":
    case "map": {
      if (length === 0) return column;
      const { offsets, first, last } = readOffsets(copy, buffer(1), from, length, shape.isLarge);
      column.offsets = offsets;
      if (type.kind === "text" || type.kind === "binary") column.data = copy(buffer(2), first, last);
      else column.children = [child(0, first, last)];
      return column;
    }
    default: {
      const width = fixedWidth(type);
      column.data = copy(buffer(1), from * width, (from + length) * width);
      return column;
    }
  }
}

/** Offsets of `length` values, moved so that the first is 0; `first` and `last` are where they stood. */
function readOffsets(
  copy: (place: number, byteStart: number, byteEnd: number) => Uint8Array<ArrayBuffer>,
  place: number,
  from: number,
  length: number,
  isLarge: boolean,
): { offsets: Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>; first: number; last: number } {
  const width = isLarge ? 8 : 4;
  const bytes = copy(place, from * width, (from + length + 1) * width);
  const offsets = isLarge
    ? Float64Array.from(new BigInt64Array(bytes.buffer), Number)
    : new Int32Array(bytes.buffer);
  const first = offsets[0] ?? 0;
  const last = offsets[length] ?? first;
  if (first !== 0)
    for (let index = 0; index <= length; index++) offsets[index] = (offsets[index] ?? 0) - first;
  return { offsets, first, last };
}
