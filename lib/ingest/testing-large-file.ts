import { Compression } from "parquet-wasm/esm";
import { noise, type TestRow, writeRows } from "@/lib/format/parquet/test-tables";

export const ROWS = 4_000;
export const GROUP_ROWS = 500;

/** A record with a field of each kind, nulls among them, and a conversation. */
export function rowOf(id: number): TestRow {
  return {
    id,
    name: id % 7 === 0 ? null : `kind ${id % 5}`,
    score: id % 11 === 0 ? null : id / 3,
    done: id % 13 === 0 ? null : id % 3 === 0,
    tags: id % 5 === 0 ? null : [`tag ${id % 3}`, ...(id % 2 === 0 ? [null] : [])],
    messages: Array.from({ length: 2 + (id % 3) }, (_, turn) => ({
      role: turn % 2 === 0 ? "user" : "assistant",
      content: `${id}/${turn} ${noise(id * 8 + turn, 240)}`,
    })),
    info: { source: "test", nested: { depth: id % 4 } },
  };
}

let written: Uint8Array<ArrayBuffer> | undefined;

/**
 * A Parquet file of conversations that is large enough for other columns to come before them. The decoder must have been
 * started.
 */
export function largeFileBytes(): Uint8Array<ArrayBuffer> {
  written ??= inGroups(Array.from({ length: ROWS }, (_, id) => rowOf(id)));
  return written;
}

/** Rows as a Parquet file, in several row groups. */
export function inGroups(rows: readonly TestRow[]): Uint8Array<ArrayBuffer> {
  const bytes = writeRows(rows, { compression: Compression.SNAPPY, rowGroupRows: GROUP_ROWS });
  return bytes as Uint8Array<ArrayBuffer>;
}
