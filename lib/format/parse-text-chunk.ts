import { openSource, type StretchReader } from "@/lib/source";
import type { ChunkTotals, TextChunk } from "./model";
import { parseElements } from "./parse-elements";
import { openLines, parseLines } from "./parse-lines";
import { RecordEmitter, type RecordSink } from "./record-emitter";
import type { RecordFilter } from "./record-filter";
import type { Tape } from "./tape";

export interface ParseOptions {
  filter?: RecordFilter | null;
  tape?: Tape | null;
  /** Bytes of lines that are read at once, four or more. */
  roomBytes?: number | undefined;
  /** The bytes of lines, if they are on their way already: see `openLines`. It is closed in any case. */
  reader?: Promise<StretchReader> | undefined;
}

/**
 * Reads one chunk and hands every record and every problem to `sink`, in order.
 * `line` of records and problems is relative to the chunk and 0-based: add the `lines` of all chunks before it (and 1 to show it).
 * Offsets are those of the whole unpacked file. Records that `filter` passes over are counted by it alone.
 * With a `tape` the values of lines hold only until the sink returns; a filter looks at text, and takes none.
 * Rejects with SourceError when the bytes cannot be read.
 */
export async function parseTextChunk(
  chunk: TextChunk,
  sink: RecordSink,
  { filter = null, tape = null, roomBytes, reader }: ParseOptions = {},
): Promise<ChunkTotals> {
  const source = openSource(chunk.source);
  const emit = new RecordEmitter(chunk.file, sink, filter);
  switch (chunk.framing) {
    case "lines":
      reader ??= openLines(chunk, roomBytes);
      await parseLines(await reader, source, chunk, emit, filter === null ? tape : null);
      break;
    case "array":
      await parseElements(source, chunk, emit);
      break;
  }
  return emit.totals;
}
