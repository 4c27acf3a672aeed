import type { ByteSource } from "@/lib/source/model";
import type { Packing } from "./model";
import { gunzip } from "./unpack-gzip";
import { unzstd } from "./unpack-zstd";

export interface UnpackOptions {
  signal?: AbortSignal;
  /** Called with the packed bytes read so far. */
  onProgress?: (readBytes: number) => void;
}

const READ_BYTES = 1 << 20;

/**
 * The unpacked bytes of a packed file, in order. When the file ends early or is damaged, all that could be unpacked comes first;
 * then it throws FormatError "truncated" or "codec". Rejects with SourceError, and with the signal's reason when that fires.
 */
export function unpack(
  source: ByteSource,
  packing: Exclude<Packing, "none">,
  options: UnpackOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packed = readAll(source, options);
  switch (packing) {
    case "gzip":
      return gunzip(packed, source.name);
    case "zstd":
      return unzstd(packed, source.name);
  }
}

/** The file from start to end, the next piece asked for before this one is used. */
async function* readAll(source: ByteSource, options: UnpackOptions): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { signal, onProgress } = options;
  let next = source.read(0, READ_BYTES);
  for (let at = 0; at < source.sizeBytes; at += READ_BYTES) {
    signal?.throwIfAborted();
    const bytes = await next;
    if (at + READ_BYTES < source.sizeBytes) {
      next = source.read(at + READ_BYTES, at + 2 * READ_BYTES);
      // Should the reader stop early, a failure of this read concerns nobody; when it goes on, the await above throws it.
      next.catch(() => {});
    }
    yield bytes;
    onProgress?.(at + bytes.length);
  }
}
