import { conversationTexts, type ReadOptions } from "@/lib/conversation";
import { type Chunk, parseTextChunk, RunFinder, type TextChunk, type Value } from "@/lib/format";
import { readParquetChunk } from "@/lib/ingest/parquet-tasks";
import { lineRun } from "./line-run";
import { findPlainRun } from "./plain-run";
import { type RawTextSearch, rawTextSearch } from "./raw-text-search";
import { rowsWithRun } from "./rows-with-run";

/** One stretch of a file that is to be searched. */
export interface ChunkSearch {
  chunk: Chunk;
  /** Records that the chunk gave when it was indexed. */
  rows: number;
  read: ReadOptions;
  text: string;
}

/**
 * Rows of the chunk, relative to it, which hold the text in a message, or in any text where no conversation is recognised.
 * Upper and lower case count as the same: both sides are compared in lower case, without regard to language, so that
 * a Turkish dotless ı is no i, and İ is an i with a dot. Rejects with SourceError.
 */
export async function searchChunk({ chunk, rows, read, text }: ChunkSearch): Promise<{ rows: number[] }> {
  const needle = text.toLowerCase();
  const holds = (value: Value) =>
    conversationTexts(value, read).some((content) => content.toLowerCase().includes(needle));
  if (chunk.kind === "parquet") return searchParquet(chunk, needle, holds);
  const rawSearch = rawTextSearch(needle);
  const found = rawSearch === null ? null : await searchCandidates(chunk, rawSearch, finderOf(needle), holds);
  // Lines that are no JSON are no rows: where there are such, only parsing every line tells which row is which.
  if (found !== null && found.records === rows) return { rows: found.rows };
  return { rows: (await searchAll(chunk, holds)).rows };
}

interface Found {
  rows: number[];
  /** Records that were parsed or passed over. */
  records: number;
}

type Holds = (value: Value) => boolean;

let finder: { needle: string; lines: RunFinder | null } | null = null;

/** Finds lines that may hold the needle; kept for the next chunk, which is searched for the same. */
function finderOf(needle: string): RunFinder | null {
  if (finder?.needle !== needle) {
    const plain = findPlainRun(needle);
    const run = plain === null ? null : lineRun(plain);
    finder = { needle, lines: run && RunFinder.create(run) };
  }
  return finder.lines;
}

async function searchCandidates(
  chunk: TextChunk,
  lookThrough: RawTextSearch,
  lines: RunFinder | null,
  holds: Holds,
): Promise<Found> {
  const found: Found = { rows: [], records: 0 };
  const passOver = (records: number) => {
    found.records += records;
  };
  const filter = { lookThrough, lines, passOver };
  await parseTextChunk(chunk, recordSink(found, holds), { filter });
  return found;
}

async function searchAll(chunk: TextChunk, holds: Holds): Promise<Found> {
  const found: Found = { rows: [], records: 0 };
  await parseTextChunk(chunk, recordSink(found, holds));
  return found;
}

async function searchParquet(
  chunk: Extract<Chunk, { kind: "parquet" }>,
  needle: string,
  holds: Holds,
): Promise<Found> {
  const found: Found = { rows: [], records: 0 };
  const run = findPlainRun(needle);
  const lines = finderOf(needle);
  await readParquetChunk(chunk, {
    record: recordSink(found, holds).record,
    choose: (rows) => (run === null || lines === null ? null : rowsWithRun(rows, run, lines)),
    passOver: (records) => {
      found.records += records;
    },
    isBrief: true,
  });
  return found;
}

function recordSink(found: Found, holds: Holds) {
  return {
    record: ({ value }: { value: Value }) => {
      if (holds(value)) found.rows.push(found.records);
      found.records++;
    },
    problem: () => {},
  };
}
