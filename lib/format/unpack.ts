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
  switch (packing) {
    case "gzip":
      return gunzip((start) => readFrom(source, start, options), source.name);
    case "zstd":
      return unzstd(readFrom(source, 0, options), source.name);
  }
}

/** The file from `start` to its end, the next piece asked for before this one is used. */
async function* readFrom(
  source: ByteSource,
  start: number,
  options: UnpackOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { signal, onProgress } = options;
  // A reader may stop before it uses the piece asked for ahead; then its failure concerns nobody. Else the await below throws it.
  const ask = (at: number) => {
    const bytes = source.read(at, at + READ_BYTES);
    bytes.catch(() => {});
    return bytes;
  };
  let next = ask(start);
  for (let at = start; at < source.sizeBytes; at += READ_BYTES) {
    signal?.throwIfAborted();
    const bytes = await next;
    if (at + READ_BYTES < source.sizeBytes) next = ask(at + READ_BYTES);
    yield bytes;
    onProgress?.(at + bytes.length);
  }
}
