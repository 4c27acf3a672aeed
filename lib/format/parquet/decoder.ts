import initWasm, { readParquet, wasmMemory } from "parquet-wasm/esm";
import type { ArrowColumn } from "./arrow-column";
import { copyColumn, type MeaningOf, readShape } from "./c-data";

let starting: Promise<void> | undefined;

/**
 * Loads the decoder, once per thread. `wasm` is the place of parquet_wasm_bg.wasm or its bytes. A failed start
 * can be tried again; a second call with another place changes nothing.
 */
export function initParquet(wasm: string | URL | BufferSource): Promise<void> {
  starting ??= initWasm({ module_or_path: wasm }).then(
    () => undefined,
    (cause: unknown) => {
      starting = undefined;
      throw new Error("The Parquet decoder did not load", { cause });
    },
  );
  return starting;
}

/** Resolves when the decoder is there; rejects when nobody asked for it. */
export function parquetReady(): Promise<void> {
  return starting ?? Promise.reject(new Error("initParquet was not called"));
}

/** Consecutive rows, one column per top-level field. */
export interface DecodedBatch {
  rows: number;
  columns: readonly ArrowColumn[];
}

/**
 * Rows [rowStart, rowEnd) of a Parquet file in memory, in batches of at most `batchRows`. Throws what the
 * decoder throws. The synchronous entry is used on purpose: it turns broken pages into errors, where the
 * asynchronous one stops the whole WebAssembly instance.
 */
export function decodeRows(
  file: Uint8Array,
  rowStart: number,
  rowEnd: number,
  batchRows: number,
  meaningOf: MeaningOf,
): DecodedBatch[] {
  const table = readParquet(file, { offset: rowStart, limit: rowEnd - rowStart, batchSize: batchRows });
  try {
    return table.recordBatches().map((batch) => {
      try {
        const rows = batch.numRows;
        const data = batch.toFFI();
        try {
          // Any call can grow the memory, which detaches earlier views.
          const memory = new DataView((wasmMemory() as WebAssembly.Memory).buffer);
          const shape = readShape(memory, data.schemaAddr(), meaningOf);
          return { rows, columns: copyColumn(memory, data.arrayAddr(), shape, 0, rows).children };
        } finally {
          data.free();
        }
      } finally {
        batch.free();
      }
    });
  } finally {
    table.free();
  }
}
