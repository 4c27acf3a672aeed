import type { Cell } from "@/lib/engine";
import {
  type ChunkTotals,
  openLines,
  type ParquetChunk,
  type ParsedRecord,
  parseTextChunk,
  type RecordProblem,
  Tape,
  type TextChunk,
  type Value,
} from "@/lib/format";
import { type Column, detectRoles } from "@/lib/schema";
import type { StretchReader } from "@/lib/source";
import { cellAt, type IndexCell } from "./cells/cells";
import { ChunkIndexer, type RecordPlace } from "./chunk-indexer";
import { ColumnBuilder } from "./column-builder";
import type { OpenOptions } from "./dataset";
import { type IndexPlan, readOptionsFor } from "./index-plan";
import { readParquetChunk } from "./parquet-tasks";
import type { FirstReply, IndexReply } from "./parse-protocol";

/** Records that are looked at to find out what the columns mean. */
const ROLE_SAMPLE_ROWS = 300;

export interface PlacedRecord {
  place: RecordPlace;
  value: Value;
  marks: readonly string[];
}

interface ReadChunk {
  totals: ChunkTotals;
  problems: RecordProblem[];
  notices: string[];
}

/** Tapes that no chunk uses: while one chunk of Parquet is read from the file another is decoded. */
const freeTapes: Tape[] = [];

let lastText: Promise<unknown> = Promise.resolve();

/** Chunks of text take turns: bytes come while lines are parsed, and two at once would take memory for two. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = lastText.then(work);
  lastText = result.catch(() => {});
  return result;
}

/** Parses one chunk into index rows. Rejects with FormatError or SourceError. */
export function indexChunk(chunk: TextChunk | ParquetChunk, plan: IndexPlan): Promise<IndexReply> {
  if (chunk.kind === "parquet") return indexOnTape(chunk, plan);
  if (chunk.framing !== "lines") return inTurn(() => indexOnTape(chunk, plan));
  // It takes the browser a while until the first bytes come; some megabytes of them wait until their turn.
  const reader = openLines(chunk);
  reader.catch(() => {});
  return inTurn(() => indexOnTape(chunk, plan, reader));
}

async function indexOnTape(
  chunk: TextChunk | ParquetChunk,
  plan: IndexPlan,
  reader?: Promise<StretchReader>,
): Promise<IndexReply> {
  // Elements of an array are not read onto a tape.
  if (chunk.kind === "text" && chunk.framing !== "lines") return indexRecords(chunk, plan, null);
  const tape = freeTapes.pop() ?? Tape.create();
  try {
    return await indexRecords(chunk, plan, tape, reader);
  } finally {
    if (tape !== null) freeTapes.push(tape);
  }
}

async function indexRecords(
  chunk: TextChunk | ParquetChunk,
  plan: IndexPlan,
  tape: Tape | null,
  reader?: Promise<StretchReader>,
): Promise<IndexReply> {
  // The names of an earlier file, or of records that each have their own, must not leave this chunk to the slow path.
  tape?.forgetNames();
  const indexer = new ChunkIndexer(plan, tape, chunk.file);
  const read = await readChunk(chunk, {
    record: ({ place, value, marks }) => indexer.add(place, value, marks),
    // Lines count from 1 for people, from 0 in a chunk.
    rows: (from, to, line, base) => indexer.addScanned(from, to, line === null ? null : line + 1, base),
    ...{ tape, reader },
  });
  return { ...indexer.finish(0), ...read };
}

/** Parses the first chunk of a file: finds the roles of its columns before its conversations are measured. */
export function indexFirstChunk(
  chunk: TextChunk | ParquetChunk,
  plan: IndexPlan,
  options: OpenOptions,
  previewRows: number,
): Promise<FirstReply> {
  return indexFirst((record) => readChunk(chunk, { record, tape: null }), plan, options, previewRows);
}

/** The same of records from wherever: `read` hands on each, in order, and tells what reading was like. */
export async function indexFirst<Read extends object>(
  read: (onRecord: (record: PlacedRecord) => void) => Promise<Read>,
  plan: IndexPlan,
  options: OpenOptions,
  previewRows: number,
): Promise<Omit<FirstReply, keyof ReadChunk> & Read> {
  const records: PlacedRecord[] = [];
  const done = await read((record) => records.push(record));
  const roles = { ...findRoles(records), ...options.roles };
  const readOptions = readOptionsFor(roles, options.conversationField, (column) => column);
  const indexer = new ChunkIndexer({ ...plan, read: readOptions });
  for (const { place, value, marks } of records) indexer.add(place, value, marks);
  return { ...indexer.finish(previewRows, { isFirst: true }), ...done, roles, read: readOptions };
}

interface ChunkSink {
  /** With a `tape` the value holds for no longer than the call. */
  record(record: PlacedRecord): void;
  /** See `RecordSink.rows`; `line` is null for rows of Parquet, and `base` their row group. */
  rows?(from: number, to: number, line: number | null, base: number): number;
  tape: Tape | null;
  reader?: Promise<StretchReader> | undefined;
}

/** Hands every record of the chunk to the sink, in order. */
async function readChunk(
  chunk: TextChunk | ParquetChunk,
  { record: onRecord, rows, tape, reader }: ChunkSink,
): Promise<ReadChunk> {
  if (chunk.kind === "parquet")
    return readParquetChunk(chunk, {
      record: onRecord,
      rows: (from, to, rowGroup) => rows?.(from, to, null, rowGroup) ?? from,
      tape,
    });
  const problems: RecordProblem[] = [];
  const sink = {
    record: ({ value, offset, length, line, marks }: ParsedRecord) =>
      // Lines count from 1 for people, from 0 in a chunk.
      onRecord({ place: { file: chunk.file, offset, length, line: line + 1 }, value, marks }),
    problem: (problem: RecordProblem) => problems.push(problem),
    rows,
  };
  const totals = await parseTextChunk(chunk, sink, { tape, reader });
  return { totals, problems, notices: [] };
}

// Roles are found on the fields' own names here: the index may rename a field, but not before it is known.
function findRoles(records: readonly PlacedRecord[]): ReturnType<typeof detectRoles> {
  const builders = new Map<string, ColumnBuilder>();
  const sample = records.slice(0, ROLE_SAMPLE_ROWS);
  for (const [row, { value }] of sample.entries()) {
    for (const [name, field] of value.fields()) {
      if (field.kind === "object") continue;
      let builder = builders.get(name);
      if (!builder) {
        builder = new ColumnBuilder(name);
        builders.set(name, builder);
      }
      builder.add(row, field);
    }
  }
  const columns: Column[] = [];
  const cells = new Map<string, readonly IndexCell[]>();
  for (const [name, builder] of builders) {
    const built = builder.finish(sample.length);
    if (built.type === null || built.type === "json") continue;
    columns.push({ name, field: name, type: built.type, stored: built.stored, isEnum: false });
    cells.set(
      name,
      sample.map((_, row) => cellAt(built.cells, row)),
    );
  }
  return detectRoles(columns, (column) => (cells.get(column) ?? []) as readonly Cell[]);
}
