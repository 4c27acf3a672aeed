import type { Tape } from "@/lib/format/tape";
import type { ArrowColumn } from "./arrow-column";
import { type Accessor, arrowAccessor } from "./arrow-value";

/** How the values of a column are written to a tape; decided once per column. */
export type LaidColumn =
  | { kind: "null" }
  | { kind: "text"; column: ArrowColumn }
  | { kind: "list"; column: ArrowColumn; item: LaidColumn }
  | { kind: "object"; column: ArrowColumn; shape: number; fields: readonly LaidColumn[] }
  /** Value by value; `cellBytes`: what the text of one takes at most, beside the bytes of its own. */
  | { kind: "cells"; column: ArrowColumn; valueAt: Accessor; cellBytes: number };

const NULL_COLUMN: LaidColumn = { kind: "null" };
const NO_SHAPE = -1;
const encoder = new TextEncoder();

/** Digits of a number, or a time to the nanosecond. */
const SHORT_BYTES = 64;
/** Bytes in hex, of which few are shown. */
const HEX_BYTES = 256;

/** Null for what a tape cannot hold as it is: maps, decimals with their zeros, lists of fixed size, names that come twice. */
export function planColumn(column: ArrowColumn | null, tape: Tape): LaidColumn | null {
  if (column === null) return NULL_COLUMN;
  switch (column.type.kind) {
    case "null":
      return NULL_COLUMN;
    case "text":
      return { kind: "text", column };
    case "list": {
      const item = planColumn(column.children[0] ?? null, tape);
      return item && { kind: "list", column, item };
    }
    case "struct": {
      const planned = planFields(column.type.names, column.children, tape);
      return planned && { kind: "object", column, ...planned };
    }
    case "boolean":
    case "integer":
    case "float":
    case "date":
    case "time":
    case "timestamp":
      return { kind: "cells", column, valueAt: arrowAccessor(column), cellBytes: SHORT_BYTES };
    case "binary":
    case "fixed-binary":
      return { kind: "cells", column, valueAt: arrowAccessor(column), cellBytes: HEX_BYTES };
    case "decimal":
    case "fixed-list":
    case "map":
      return null;
  }
}

/** The fields of an object and the number of their names' shape; null when they cannot be laid. */
export function planFields(
  names: readonly string[],
  columns: readonly (ArrowColumn | null)[],
  tape: Tape,
): { shape: number; fields: LaidColumn[] } | null {
  let shape = 0;
  const fields: LaidColumn[] = [];
  for (const [place, name] of names.entries()) {
    const bytes = encoder.encode(name);
    const { input, inputEnd } = tape.layout;
    if (bytes.length > inputEnd - input) return null;
    tape.bytes.set(bytes, input);
    shape = tape.exports.extend(shape, input, bytes.length);
    const field = shape === NO_SHAPE ? null : planColumn(columns[place] ?? null, tape);
    if (field === null) return null;
    fields.push(field);
  }
  return { shape, fields };
}

/** What laying values takes: bytes of text, and entries. */
export interface LaidSize {
  bytes: number;
  entries: number;
}

/** Adds to `size` what values [start, end) take below their own entries. */
export function addSize(laid: LaidColumn, start: number, end: number, size: LaidSize): void {
  if (start === end) return;
  switch (laid.kind) {
    case "null":
      return;
    case "text":
      // A quote goes behind each.
      size.bytes += end - start + offsetAt(laid.column, end) - offsetAt(laid.column, start);
      return;
    case "list": {
      const itemStart = offsetAt(laid.column, start);
      const itemEnd = offsetAt(laid.column, end);
      size.entries += itemEnd - itemStart;
      addSize(laid.item, itemStart, itemEnd, size);
      return;
    }
    case "object":
      size.entries += (end - start) * laid.fields.length;
      for (const field of laid.fields) addSize(field, start, end, size);
      return;
    case "cells": {
      const { type } = laid.column;
      const own =
        type.kind === "binary"
          ? offsetAt(laid.column, end) - offsetAt(laid.column, start)
          : type.kind === "fixed-binary"
            ? type.width * (end - start)
            : 0;
      size.bytes += own + laid.cellBytes * (end - start);
    }
  }
}

export function offsetAt(column: ArrowColumn, index: number): number {
  return column.offsets[index] as number;
}
