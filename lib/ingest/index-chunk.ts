import type { Cell } from "@/lib/engine";
import {
  type ChunkTotals,
  type ParquetChunk,
  type ParsedRecord,
  parseTextChunk,
  type RecordProblem,
  Tape,
  type TextChunk,
  type Value,
} from "@/lib/format";
import { type Column, detectRoles } from "@/lib/schema";
import { cellAt, type IndexCell } from "./cells/cells";
import { ChunkIndexer, type RecordPlace } from "./chunk-indexer";
import { ColumnBuilder } from "./column-builder";
import type { OpenOptions } from "./dataset";
import { type IndexPlan, readOptionsFor } from "./index-plan";
import { readParquetChunk } from "./parquet-tasks";
import type { FirstReply, IndexReply } from "./parse-protocol";

/** Records that are looked at to find out what the columns mean. */
const ROLE_SAMPLE_ROWS = 300;

interface PlacedRecord {
  place: RecordPlace;
  value: Value;
  marks: readonly string[];
}

interface ReadChunk {
  totals: ChunkTotals;
  problems: RecordProblem[];
  notices: string[];
}

/** One for this worker: its memory serves every chunk. */
let tape: Tape | null | undefined;

/** Parses one chunk into index rows. Rejects with FormatError or SourceError. */
export async function indexChunk(chunk: TextChunk | ParquetChunk, plan: IndexPlan): Promise<IndexReply> {
  tape ??= Tape.create();
  // The names of an earlier file, or of records that each have their own, must not leave this chunk to the slow path.
  tape?.forgetNames();
  // Only the bytes of the tape are near its hasher.
  const isOnTape = chunk.kind === "text";
  const indexer = new ChunkIndexer(plan, isOnTape ? tape?.hasher : undefined);
  const add = (record: PlacedRecord) => indexer.add(record.place, record.value, record.marks);
  const read = await readChunk(chunk, add, isOnTape ? tape : null);
  return { ...indexer.finish(0), ...read };
}

/** Parses the first chunk of a file: finds the roles of its columns before its conversations are measured. */
export async function indexFirstChunk(
  chunk: TextChunk | ParquetChunk,
  plan: IndexPlan,
  options: OpenOptions,
  previewRows: number,
): Promise<FirstReply> {
  const records: PlacedRecord[] = [];
  const read = await readChunk(chunk, (record) => records.push(record));
  const roles = { ...findRoles(records), ...options.roles };
  const readOptions = readOptionsFor(roles, options.conversationField, (column) => column);
  const indexer = new ChunkIndexer({ ...plan, read: readOptions });
  for (const { place, value, marks } of records) indexer.add(place, value, marks);
  return { ...indexer.finish(previewRows), ...read, roles, read: readOptions };
}

/** Hands every record of the chunk to `onRecord`, in order; with a `tape`, for no longer than the call. */
export async function readChunk(
  chunk: TextChunk | ParquetChunk,
  onRecord: (record: PlacedRecord) => void,
  tape: Tape | null = null,
): Promise<ReadChunk> {
  if (chunk.kind === "parquet") return readParquetChunk(chunk, onRecord);
  const problems: RecordProblem[] = [];
  const sink = {
    record: ({ value, offset, length, line, marks }: ParsedRecord) =>
      // Lines count from 1 for people, from 0 in a chunk.
      onRecord({ place: { file: chunk.file, offset, length, line: line + 1 }, value, marks }),
    problem: (problem: RecordProblem) => problems.push(problem),
  };
  const totals = await parseTextChunk(chunk, sink, { tape });
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
