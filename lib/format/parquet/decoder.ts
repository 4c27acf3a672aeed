import initWasm, { readParquet, wasmMemory } from "parquet-wasm/esm";
import type { ArrowColumn } from "./arrow-column";
import { copyColumn, type MeaningOf, readShape } from "./c-data";

type Place = string | URL | BufferSource;

let place: Place | undefined;
let starting: Promise<void> | undefined;

/**
 * Tells where the decoder is: the place of parquet_wasm_bg.wasm, or its bytes. It is large, and many files hold nothing
 * that needs it, so it is loaded by the first `parquetReady`. A second call changes nothing.
 */
export function placeParquetDecoder(wasm: Place): void {
  place ??= wasm;
}

/** Resolves when the decoder is there, which is once per thread. A failed start can be tried again. */
export function parquetReady(): Promise<void> {
  if (place === undefined) return Promise.reject(new Error("placeParquetDecoder was not called"));
  starting ??= initWasm({ module_or_path: place }).then(
    () => undefined,
    (cause: unknown) => {
      starting = undefined;
      throw new Error("The Parquet decoder did not load", { cause });
    },
  );
  return starting;
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
