import type { Chunk } from "@/lib/format";
import { SourceError } from "@/lib/source";
import type { SizedChunk } from "./read-file";

/** Lines are cut into so many parts, and these again. */
const PARTS = 4;
/** A chunk of lines that is no larger is read whole or not at all. */
const LEAST_BYTES = 256 * 1024;

function canBeCut(chunk: Chunk): boolean {
  if (chunk.kind === "parquet") return chunk.stretches.length > 1;
  return chunk.framing === "lines" && chunk.end - chunk.start > LEAST_BYTES;
}

/** Whether a chunk is to be read once more, in its parts if it has any: its connection broke. */
export function mayHelpToRepeat(chunk: Chunk, cause: unknown): boolean {
  return mayHelpToCut(chunk, cause) || (cause instanceof SourceError && cause.code === "network");
}

/** Whether the parts of a chunk may be read by themselves, as far as the file can be had, when all of it cannot. */
export function mayHelpToCut(chunk: Chunk, cause: unknown): boolean {
  if (!(cause instanceof SourceError)) return false;
  // Of a text that has changed no more is wanted.
  return canBeCut(chunk) && (chunk.kind === "parquet" || cause.code === "network");
}

/** The parts of a chunk, in order: row groups, or stretches of lines; itself where it has none. `readBefore`: bytes of the file that stand before it. */
export function cutApart({ chunk, readBytes }: SizedChunk, readBefore: number): SizedChunk[] {
  if (!canBeCut(chunk)) return [{ chunk, readBytes }];
  if (chunk.kind === "parquet") {
    const share = (readBytes - readBefore) / chunk.stretches.length;
    return chunk.stretches.map((stretch, at) => ({
      chunk: { ...chunk, stretches: [stretch] },
      readBytes: Math.round(readBefore + share * (at + 1)),
    }));
  }
  const size = Math.ceil((chunk.end - chunk.start) / PARTS);
  return Array.from({ length: PARTS }, (_, part) => {
    const start = chunk.start + part * size;
    const end = Math.min(chunk.end, start + size);
    return { chunk: { ...chunk, start, end }, readBytes: end };
  });
}
