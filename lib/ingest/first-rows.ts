import { detectFormat, type TextChunk } from "@/lib/format";
import { FIRST_CHUNK_ROWS, openParquet } from "@/lib/format/parquet";
import type { ByteSource } from "@/lib/source";
import type { OpenOptions } from "./dataset";
import { FIRST_CHUNK_BYTES } from "./first-chunk";
import { indexFirst, indexFirstChunk, type PlacedRecord } from "./index-chunk";
import { NO_READ_OPTIONS } from "./index-plan";
import type { FirstRows } from "./model";
import { handRows } from "./parquet-tasks";
import { ShownRows } from "./shown-rows";
import { StagingTable } from "./staging-table";

/** As many as a high screen has room for. */
const SHOWN_ROWS = 60;
/** Signs of all their cells as JSON: lists may be of any length, and columns as many. */
const MOST_SIGNS = 400_000;
const NEWLINE = 10;

/**
 * The first rows of a dataset, as they are shown before the database has any: read by the server, where the file is, so
 * that they can be a part of the page. What is looked at to find out what they mean is the first chunk of the first file, as
 * in the page. `fileNames` are those of the whole dataset. Null for a file that is packed or one JSON array, and where not
 * one record ends in the first bytes or is small enough to be sent. Parquet needs its decoder: see `placeParquetDecoder`. Rejects with FormatError or
 * SourceError.
 */
export async function readFirstRows(
  source: ByteSource,
  fileNames: readonly string[],
  options: Pick<OpenOptions, "conversationField" | "roles">,
): Promise<FirstRows | null> {
  const { packing, framing } = await detectFormat(source);
  if (packing !== "none" || framing === "array") return null;
  const isParquet = framing === "parquet";
  const plan = { fields: [], read: NO_READ_OPTIONS };
  const reply = isParquet
    ? await indexFirst((onRecord) => readRows(source, onRecord), plan, options, SHOWN_ROWS)
    : await indexFirstChunk(await headChunk(source), plan, options, SHOWN_ROWS);
  if (reply.rows === 0) return null;
  const staging = new StagingTable(fileNames);
  staging.learn(reply, 0);
  const shown = new ShownRows(staging, fileNames.length, () => Promise.reject(new Error("no database")));
  shown.addFirst(0, reply);
  const { columns, rows } = shown.preview;
  const fitting = rows.slice(0, countFitting(rows));
  return fitting.length === 0 ? null : { columns, rows: fitting, roles: shown.roles, isParquet };
}

/** How many of the rows are small enough together to be sent with a page. */
function countFitting(rows: FirstRows["rows"]): number {
  let signs = 0;
  const tooMany = rows.findIndex((row) => {
    // JSON has no integers beyond 2^53.
    signs += JSON.stringify(row, (_, cell) => (typeof cell === "bigint" ? String(cell) : cell)).length;
    return signs > MOST_SIGNS;
  });
  return tooMany < 0 ? rows.length : tooMany;
}

/** The first chunk of a file of lines, as the page cuts it, but for a line that ends behind it. */
async function headChunk(source: ByteSource): Promise<TextChunk> {
  const head = await source.read(0, FIRST_CHUNK_BYTES);
  const end = head.length < source.sizeBytes ? head.lastIndexOf(NEWLINE) + 1 : head.length;
  const blob = new Blob([head.subarray(0, end)]);
  const handle = { kind: "blob" as const, name: source.name, blob, lastModified: null };
  return { kind: "text", framing: "lines", file: 0, source: handle, start: 0, end, baseOffset: 0 };
}

async function readRows(source: ByteSource, onRecord: (record: PlacedRecord) => void): Promise<object> {
  const reader = await openParquet(source);
  const rowGroup = reader.rowGroups.findIndex(({ rows }) => rows > 0);
  if (rowGroup < 0) return {};
  const rowEnd = Math.min(FIRST_CHUNK_ROWS, reader.rowGroups[rowGroup]?.rows ?? 0);
  const rows = await reader.readRows(rowGroup, 0, rowEnd);
  handRows(rows, 0, { rowGroup, rowStart: 0, rowEnd }, { record: onRecord });
  return {};
}
