import { conversationTexts, type ReadOptions } from "@/lib/conversation";
import {
  type Chunk,
  parseTextChunk,
  type RecordFilter,
  RunFinder,
  type TextChunk,
  type Value,
} from "@/lib/format";
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
  const found =
    rawSearch === null ? null : await searchCandidates(chunk, rawSearch, runOf(needle).finder, holds);
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

/** What raw texts that may hold the needle hold as it is, and what finds it in bytes. */
interface KnownRun {
  needle: string;
  run: string | null;
  finder: RunFinder | null;
}

let known: KnownRun | null = null;

/** Kept for the next chunk, which is searched for the same. */
function runOf(needle: string): KnownRun {
  if (known?.needle !== needle) {
    const run = findPlainRun(needle);
    const bytes = run === null ? null : lineRun(run);
    known = { needle, run, finder: bytes && RunFinder.create(bytes) };
  }
  return known;
}

async function searchCandidates(
  chunk: TextChunk,
  lookThrough: RawTextSearch,
  finder: RunFinder | null,
  holds: Holds,
): Promise<Found> {
  const found: Found = { rows: [], records: 0 };
  const filter: RecordFilter = {
    lookThrough,
    passOverLines: finder && ((bytes, at, end) => finder.passOver(bytes, at, end)),
    passOver: (records) => {
      found.records += records;
    },
  };
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
  const { run, finder } = runOf(needle);
  await readParquetChunk(chunk, {
    record: recordSink(found, holds).record,
    choose: (rows) => (run === null || finder === null ? null : rowsWithRun(rows, run, finder)),
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
