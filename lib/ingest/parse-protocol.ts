import type { ReadOptions } from "@/lib/conversation";
import type { Chunk, ChunkTotals, ParquetChunk, RecordProblem } from "@/lib/format";
import type { ParquetFieldSize } from "@/lib/format/parquet";
import type { RoleAssignment } from "@/lib/schema";
import type { KnownBytes, SourceHandle } from "@/lib/source";
import type { IndexedChunk } from "./chunk-indexer";
import type { OpenOptions } from "./dataset";
import type { IndexedColumns } from "./index-columns";
import type { IndexPlan, PlannedField } from "./index-plan";

export interface IndexReply extends IndexedChunk {
  totals: ChunkTotals;
  problems: RecordProblem[];
  /** Columns that could not be decoded, as sentences. */
  notices: string[];
}

export interface FirstReply extends IndexReply {
  /** By field name; the index may give the field another. */
  roles: RoleAssignment;
  read: ReadOptions;
}

export interface ColumnsReply extends IndexedColumns {
  /** What was read for it, by row group; nothing of a file that is on the machine. */
  known: readonly (readonly KnownBytes[])[];
}

export interface ParquetPlan {
  chunks: ParquetChunk[];
  /** Uncompressed bytes of each chunk, for progress. */
  chunkBytes: number[];
  fields: ParquetFieldSize[];
  notices: string[];
}

/** One Parquet row: JSON text, its numbers with all their digits, and its columns that cannot be decoded as marks. */
export interface ParquetRow {
  text: string;
  marks: string[];
}

/** What the parse workers are asked, and what they answer. */
export interface ParseCalls {
  /** The first chunk of a file: find the roles, then index it. */
  first: {
    request: { chunk: Chunk; plan: IndexPlan; options: OpenOptions; previewRows: number };
    reply: FirstReply;
  };
  index: { request: { chunk: Chunk; plan: IndexPlan }; reply: IndexReply };
  /** Some columns of whole row groups that follow each other. */
  columns: {
    request: { chunk: ParquetChunk; columns: readonly string[]; fields: readonly PlannedField[] };
    reply: ColumnsReply;
  };
  /** Opens a Parquet file and cuts it into chunks. */
  "plan-parquet": { request: { file: number; source: SourceHandle }; reply: ParquetPlan };
  "read-parquet": {
    request: { source: SourceHandle; rowGroup: number; index: number };
    reply: ParquetRow;
  };
}

export type ParseRequest = {
  [Kind in keyof ParseCalls]: ParseCalls[Kind]["request"] & { kind: Kind };
}[keyof ParseCalls];
