import { openSource, type SourceHandle } from "@/lib/source";
import { checkArrayEnd } from "./check-array-end";
import { type ChunkSizes, nextSize } from "./chunk-sizes";
import { cutParts } from "./cut-parts";
import { ElementScanner } from "./element-scanner";
import type { FormatDetection, TextChunk, UnpackedPart } from "./model";
import { unpack } from "./unpack";

export interface PlanOptions {
  /** Size of the first chunk, small so that first rows come early. 256 KB unless told. */
  firstChunkBytes?: number;
  /** Size that the others grow to. 16 MB unless told. A chunk grows beyond it to hold a whole record. */
  chunkBytes?: number;
  signal?: AbortSignal;
  /** Bytes of the file read while planning (packed bytes when it is packed); not called for unpacked lines, which need no reading. */
  onProgress?: (readBytes: number) => void;
}

/**
 * Cuts a file into chunks that can be parsed independently, in file order. Reads nothing for unpacked lines; scans arrays;
 * unpacks packed files into Blobs, handed to `onPart` (to read records again) before the chunk that holds them is yielded.
 * A file that ends early or is damaged yields everything that could be had and then throws FormatError "truncated" or "codec".
 * Rejects with SourceError, and with the signal's reason when that fires. Framing "parquet" yields nothing.
 */
export async function* planTextChunks(
  handle: SourceHandle,
  file: number,
  detection: FormatDetection,
  options: PlanOptions = {},
  onPart?: (part: UnpackedPart) => void,
): AsyncGenerator<TextChunk> {
  const { packing, framing } = detection;
  if (framing === "parquet") return;
  const sizes: ChunkSizes = {
    firstChunkBytes: options.firstChunkBytes ?? 256 * 1024,
    chunkBytes: options.chunkBytes ?? 16 << 20,
  };
  if (packing !== "none") {
    const source = openSource(handle);
    for await (const part of cutParts(unpack(source, packing, options), framing, sizes, handle.name)) {
      onPart?.(part);
      const source: SourceHandle = { kind: "blob", name: handle.name, blob: part.blob, lastModified: null };
      yield { kind: "text", file, framing, source, start: 0, end: part.length, baseOffset: part.baseOffset };
    }
    return;
  }
  const ranges = framing === "lines" ? cutRanges(handle, sizes) : cutArray(handle, sizes, options);
  for await (const { start, end } of ranges) {
    yield { kind: "text", file, framing, source: handle, start, end, baseOffset: 0 };
  }
}

function* cutRanges(handle: SourceHandle, sizes: ChunkSizes): Generator<{ start: number; end: number }> {
  const { sizeBytes } = openSource(handle);
  let start = 0;
  for (let size = sizes.firstChunkBytes; start < sizeBytes; size = nextSize(size, sizes)) {
    const end = Math.min(sizeBytes, start + size);
    yield { start, end };
    start = end;
  }
}

async function* cutArray(
  handle: SourceHandle,
  sizes: ChunkSizes,
  options: PlanOptions,
): AsyncGenerator<{ start: number; end: number }> {
  const source = openSource(handle);
  const scanner = new ElementScanner(true);
  let start = 0;
  let size = sizes.firstChunkBytes;
  let readEnd = 0;
  while (readEnd < source.sizeBytes) {
    options.signal?.throwIfAborted();
    const bytes = await source.read(readEnd, readEnd + size);
    scanner.scan(bytes, readEnd);
    readEnd += bytes.length;
    options.onProgress?.(readEnd);
    if (scanner.lastEnd <= start || readEnd >= source.sizeBytes) continue;
    yield { start, end: scanner.lastEnd };
    start = scanner.lastEnd;
    size = nextSize(size, sizes);
  }
  yield { start, end: readEnd };
  checkArrayEnd(scanner, handle.name);
}
