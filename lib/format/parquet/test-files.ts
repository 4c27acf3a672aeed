import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ByteSource } from "@/lib/source/model";
import { parquetReady, placeParquetDecoder } from "./decoder";

const require = createRequire(import.meta.url);

/** Loads the decoder from the installed package. */
export function startDecoder(): Promise<void> {
  placeParquetDecoder(readFileSync(require.resolve("parquet-wasm/esm/parquet_wasm_bg.wasm")));
  return parquetReady();
}

/** A source over bytes in memory that counts what was read of it. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource & { readBytes: number } {
  return {
    name,
    sizeBytes: bytes.length,
    readBytes: 0,
    async read(start, end) {
      const part = new Uint8Array(bytes.subarray(start, Math.min(end, bytes.length)));
      this.readBytes += part.length;
      return part;
    },
  };
}

/** A file of the shared sample data. */
export function sampleBytes(path: string): Uint8Array {
  return readFileSync(new URL(`../../../../shared/data/${path}`, import.meta.url));
}

export function sampleSource(path: string): ByteSource & { readBytes: number } {
  return bytesSource(path.split("/").at(-1) ?? path, sampleBytes(path));
}
