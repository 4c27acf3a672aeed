/** How the values of a column are laid out; named after Arrow's types. Widths in bytes. */
export type ArrowType =
  | { kind: "null" | "boolean" | "text" | "binary" | "list" | "map" }
  | { kind: "integer"; width: 1 | 2 | 4 | 8; signed: boolean }
  | { kind: "float"; width: 2 | 4 | 8 }
  | { kind: "decimal"; width: 4 | 8 | 16 | 32; scale: number }
  | { kind: "fixed-binary"; width: number; meaning: FixedBinaryMeaning }
  | { kind: "date"; width: 4 | 8 }
  | { kind: "time"; width: 4 | 8; digits: number }
  /** `digits` after the second: 0, 3, 6 or 9. */
  | { kind: "timestamp"; digits: number; isUtc: boolean }
  | { kind: "fixed-list"; size: number }
  | { kind: "struct"; names: readonly string[] };

/** What a fixed-size binary stands for in the Parquet schema; Arrow alone does not say. */
export type FixedBinaryMeaning = "bytes" | "int96" | "interval" | "uuid";

/**
 * A stretch of one column, copied out of the decoder's memory: value 0 is the first of the stretch.
 * Unused parts are empty arrays.
 */
export interface ArrowColumn {
  type: ArrowType;
  length: number;
  /** Bit `bitOffset + i` is set when value i is there; null when all are. */
  validity: Uint8Array<ArrayBuffer> | null;
  /** Bit `bitOffset + i` of `data` is boolean i. */
  bitOffset: number;
  /** length + 1 places in `data` (text, binary) or in the child (list, map), from 0. */
  offsets: Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** Fixed-width values, text bytes or bits; starts on its own buffer, so any typed array can view it. */
  data: Uint8Array<ArrayBuffer>;
  children: readonly ArrowColumn[];
}

export function isValid(column: ArrowColumn, index: number): boolean {
  if (column.validity === null) return true;
  const bit = column.bitOffset + index;
  return (((column.validity[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
}
