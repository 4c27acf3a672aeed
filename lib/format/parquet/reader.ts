import type { FormatError } from "@/lib/format/model";
import type { Value } from "@/lib/format/value";
import { releaseBytes } from "@/lib/source";
import type { ByteSource } from "@/lib/source/model";
import type { ArrowColumn } from "./arrow-column";
import { decodeColumnError, knownColumnError, largeColumnError } from "./column-error";
import { fixedBinaryMeanings } from "./decode-schema";
import { type DecodedBatch, decodeRows, parquetReady } from "./decoder";
import { type FooterField, type ParquetFooter, type RowGroup, readFooter } from "./footer";
import { decodeTexts } from "./pages/decode-texts";
import { type ChunkBytes, ColumnsTooLargeError, type RowRange, readChunks } from "./read-chunks";
import { buildRowGroupFile } from "./row-group-file";
import { type DecodedPart, ParquetRows } from "./rows";
import { typeText } from "./schema";
import { StretchCache } from "./stretch-cache";

/** Uncompressed bytes that are decoded around a single row: enough that its neighbours are there too. */
const ROW_WINDOW_BYTES = 4 * 1024 * 1024;
/** Row groups up to this size are decoded whole for a single row. */
const WHOLE_GROUP_BYTES = 8 * 1024 * 1024;
/** A batch holds text with 32-bit offsets; this keeps it far from their end. */
const BATCH_BYTES = 256 * 1024 * 1024;

export interface ParquetField {
  name: string;
  /** As a person reads it: "list<struct<role: text, content: text>>". */
  type: string;
}

/** What reading a field of all rows takes. */
export interface ParquetFieldSize {
  name: string;
  /** A scalar, or a list of scalars. */
  isFlat: boolean;
  /** Uncompressed: of few different values that is what their numbers in a dictionary take. */
  bytes: number;
}

/** One row of a file. */
export interface ParquetRow {
  value: Value;
  /** Fields that could not be decoded, with the sentence that says why; they are null in the row. */
  errors: ReadonlyMap<string, FormatError>;
}

/** An open Parquet file. Nothing but its footer is in memory until rows are asked for. */
export interface ParquetReader {
  readonly name: string;
  readonly rowCount: number;
  /** `bytes` uncompressed. */
  readonly rowGroups: readonly { rows: number; bytes: number }[];
  readonly schema: readonly ParquetField[];
  /** In the order of the schema. */
  readonly sizes: readonly ParquetFieldSize[];
  /** Names of the codecs in use: "snappy", "zstd". */
  readonly codecs: readonly string[];
  /**
   * Rows [rowStart, rowEnd) of a row group; of the named fields only, if given. Fields that cannot be
   * decoded are null in the rows and named in `errors`; rejects only when the bytes cannot be read
   * (SourceError) or the rows do not exist (RangeError).
   */
  readRows(
    rowGroup: number,
    rowStart: number,
    rowEnd: number,
    columns?: readonly string[],
  ): Promise<ParquetRows>;
  /** One row, and what `readRows` says of its fields. Neighbours of a row that was read come from memory. */
  readRow(rowGroup: number, index: number): Promise<ParquetRow>;
  /** The same file, its bytes read from another source of them. */
  from(source: ByteSource): ParquetReader;
}

/** Opens a Parquet file by its footer. Rejects with FormatError: truncated, encrypted, not-data, empty, unknown. */
export async function openParquet(source: ByteSource): Promise<ParquetReader> {
  return new FooterReader(source, await readFooter(source));
}

class FooterReader implements ParquetReader {
  readonly name: string;
  readonly rowCount: number;
  readonly rowGroups: readonly { rows: number; bytes: number }[];
  readonly schema: readonly ParquetField[];
  readonly sizes: readonly ParquetFieldSize[];
  readonly codecs: readonly string[];
  private readonly cache = new StretchCache();

  constructor(
    private readonly source: ByteSource,
    private readonly footer: ParquetFooter,
  ) {
    this.name = source.name;
    this.rowCount = footer.rowCount;
    this.rowGroups = footer.rowGroups.map(({ rows, bytes }) => ({ rows, bytes }));
    this.schema = footer.fields.map((field) => ({ name: field.name, type: typeText(field.node) }));
    this.sizes = footer.fields.map((field) => sizeOf(field, footer.rowGroups));
    const codecs = footer.rowGroups.flatMap((group) => group.columns.map((column) => column.codec));
    this.codecs = [...new Set(codecs)];
  }

  async readRows(
    rowGroup: number,
    rowStart: number,
    rowEnd: number,
    columns?: readonly string[],
  ): Promise<ParquetRows> {
    const group = this.group(rowGroup, rowStart, rowEnd);
    const wanted = columns && new Set(columns);
    const fields = wanted ? this.footer.fields.filter((field) => wanted.has(field.name)) : this.footer.fields;
    return this.decode(rowGroup, group, rowStart, rowEnd, fields);
  }

  async readRow(rowGroup: number, index: number): Promise<ParquetRow> {
    const group = this.group(rowGroup, index, index + 1);
    const { rowStart, rowEnd } = windowAround(group, index);
    const rows = await this.cache.get(`${rowGroup}:${rowStart}`, () =>
      this.decode(rowGroup, group, rowStart, rowEnd, this.footer.fields),
    );
    return { value: rows.value(index - rowStart), errors: rows.errors };
  }

  from(source: ByteSource): ParquetReader {
    return new FooterReader(source, this.footer);
  }

  private group(rowGroup: number, rowStart: number, rowEnd: number): RowGroup {
    const group = this.footer.rowGroups[rowGroup];
    if (group === undefined || rowStart < 0 || rowEnd < rowStart || rowEnd > group.rows) {
      throw new RangeError(
        `${this.name}: rows ${rowStart} to ${rowEnd} of row group ${rowGroup} do not exist`,
      );
    }
    return group;
  }

  private async decode(
    rowGroup: number,
    group: RowGroup,
    rowStart: number,
    rowEnd: number,
    fields: readonly FooterField[],
  ): Promise<ParquetRows> {
    const errors = new Map<string, FormatError>();
    const readable = fields.filter((field) => {
      const error = knownColumnError(this.name, field, group);
      if (error) errors.set(field.name, error);
      return error === null;
    });
    const parts = await this.decodeApart({ rowGroup, group, rowStart, rowEnd }, readable, errors);
    const names = fields.map((field) => field.name);
    return new ParquetRows(rowEnd - rowStart, names, parts, errors);
  }

  /** All fields at once; when that fails, each by itself, so that the fields that are well can be read. */
  private async decodeApart(
    request: Request,
    fields: readonly FooterField[],
    errors: Map<string, FormatError>,
  ): Promise<DecodedPart[]> {
    if (fields.length === 0 || request.rowEnd === request.rowStart) return [];
    try {
      return [await this.decodeFields(request, fields)];
    } catch (cause) {
      const isTooLarge = cause instanceof ColumnsTooLargeError;
      if (!isTooLarge && !(cause instanceof DecodeError)) throw cause;
      const [only] = fields;
      if (fields.length === 1 && only) {
        const error = isTooLarge
          ? largeColumnError(this.name, only, request.rowGroup, cause.bytes)
          : decodeColumnError(this.name, only, request.rowGroup, cause.cause);
        errors.set(only.name, error);
        return [];
      }
      const parts: DecodedPart[] = [];
      for (const field of fields) parts.push(...(await this.decodeApart(request, [field], errors)));
      return parts;
    }
  }

  private async decodeFields(request: Request, fields: readonly FooterField[]): Promise<DecodedPart> {
    const { group, rowStart, rowEnd } = request;
    const chunks = await readChunks(this.source, group, fields, { rowStart, rowEnd });
    const has = (part: ChunkBytes["part"]): boolean => chunks.some((chunk) => chunk.part === part);
    // One row more than asked for: where pages were guessed, the last row may be in part on the next page.
    const range = { rowStart, rowEnd: has("guessed") ? rowEnd + 1 : rowEnd };
    try {
      return await this.decodeOnce(group, range, fields, chunks);
    } catch (cause) {
      const isWhole = !has("guessed") && !has("indexed");
      if (isWhole || !(cause instanceof DecodeError)) throw cause;
      // The pages guessed were too few, or they are broken: the whole columns tell.
      const whole = await readChunks(this.source, group, fields, null);
      return await this.decodeOnce(group, { rowStart, rowEnd }, fields, whole);
    }
  }

  /** Decodes chunks whose bytes nobody needs after that. */
  private async decodeOnce(
    group: RowGroup,
    range: RowRange,
    fields: readonly FooterField[],
    chunks: readonly ChunkBytes[],
  ): Promise<DecodedPart> {
    try {
      return await this.decodeChunks(group, range, fields, chunks);
    } finally {
      for (const { pieces } of chunks) for (const piece of pieces) releaseBytes(piece);
    }
  }

  private async decodeChunks(
    group: RowGroup,
    range: RowRange,
    fields: readonly FooterField[],
    chunks: readonly ChunkBytes[],
  ): Promise<DecodedPart> {
    const names = fields.map((field) => field.name);
    let next = 0;
    const read = fields.map((field) => {
      const own = chunks.slice(next, next + field.leafEnd - field.leafStart);
      next += own.length;
      return { field, chunks: own, column: decodeTexts(field, own, range, group.rows) };
    });
    const rows = range.rowEnd - range.rowStart;
    const columns = read.map(({ column }) => column);
    if (columns.every((column) => column !== null)) return { names, batches: [{ rows, columns }] };
    const others = read.filter(({ column }) => column === null);
    const [batch, ...more] = await this.decodeOthers(
      group,
      range,
      others.map(({ field }) => field),
      others.flatMap((other) => other.chunks),
    );
    if (batch === undefined || others.length === fields.length)
      return { names, batches: batch === undefined ? [] : [batch, ...more] };
    // Columns of several batches and columns of one do not fit together.
    if (more.length > 0) return { names, batches: await this.decodeOthers(group, range, fields, chunks) };
    let other = 0;
    const all = columns.map((column) => column ?? (batch.columns[other++] as ArrowColumn));
    return { names, batches: [{ rows, columns: all }] };
  }

  /** Decodes whatever a column may hold. Rejects with DecodeError. */
  private async decodeOthers(
    group: RowGroup,
    { rowStart, rowEnd }: RowRange,
    fields: readonly FooterField[],
    chunks: readonly ChunkBytes[],
  ): Promise<DecodedBatch[]> {
    await parquetReady();
    const file = buildRowGroupFile(this.footer, group, fields, chunks);
    const meanings = fixedBinaryMeanings(fields.map((field) => field.node));
    const batchRows = Math.max(64, Math.floor((BATCH_BYTES * group.rows) / Math.max(1, group.bytes)));
    try {
      const batches = decodeRows(file, rowStart, rowEnd, batchRows, (name) => meanings.get(name) ?? "bytes");
      const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
      if (rows !== rowEnd - rowStart) throw new Error(`only ${rows} of ${rowEnd - rowStart} rows are there`);
      return batches;
    } catch (cause) {
      throw new DecodeError("the decoder failed", { cause });
    } finally {
      releaseBytes(file);
    }
  }
}

/** The bytes could be read but not decoded; anything else that goes wrong is no fault of a column. */
class DecodeError extends Error {}

/** Rows [rowStart, rowEnd) of a row group. */
interface Request {
  rowGroup: number;
  group: RowGroup;
  rowStart: number;
  rowEnd: number;
}

function sizeOf(field: FooterField, rowGroups: readonly RowGroup[]): ParquetFieldSize {
  const chunks = rowGroups.flatMap((group) => group.columns.slice(field.leafStart, field.leafEnd));
  return {
    name: field.name,
    isFlat: /^(?:[^<]+|list<[^<]+>)$/.test(typeText(field.node)),
    bytes: chunks.reduce((sum, { uncompressedBytes }) => sum + uncompressedBytes, 0),
  };
}

/** Rows to decode for one row; the same for its neighbours, so that they find it decoded. */
function windowAround(group: RowGroup, index: number): { rowStart: number; rowEnd: number } {
  if (group.bytes <= WHOLE_GROUP_BYTES) return { rowStart: 0, rowEnd: group.rows };
  const size = Math.min(1024, Math.max(16, Math.floor((ROW_WINDOW_BYTES * group.rows) / group.bytes)));
  const rowStart = Math.floor(index / size) * size;
  return { rowStart, rowEnd: Math.min(group.rows, rowStart + size) };
}
