import { FormatError } from "@/lib/format/model";
import type { ByteSource } from "@/lib/source/model";
import { countLeaves, parseSchemaTree, type SchemaNode, schemaElements } from "./schema";
import {
  binaryField,
  numberField,
  parseThrift,
  structField,
  structListField,
  type ThriftStruct,
  textField,
} from "./thrift";

/** Names of codecs by their number in the footer. */
const CODECS = ["uncompressed", "snappy", "gzip", "LZO", "brotli", "LZ4 (Hadoop)", "zstd", "LZ4"];

/** Bytes of one column of one row group. */
export interface ColumnChunk {
  start: number;
  end: number;
  /** First data page; the dictionary page, if any, is before it. */
  dataStart: number;
  /** Values of its data pages, nulls among them; Infinity when the number is encrypted. */
  values: number;
  codec: string;
  isEncrypted: boolean;
  uncompressedBytes: number;
  struct: ThriftStruct;
}

export interface RowGroup {
  rows: number;
  /** Uncompressed bytes of all columns. */
  bytes: number;
  columns: readonly ColumnChunk[];
}

/** A top-level field of a row and which leaf columns hold it: [leafStart, leafEnd). */
export interface FooterField {
  name: string;
  node: SchemaNode;
  leafStart: number;
  leafEnd: number;
}

export interface ParquetFooter {
  rowCount: number;
  rowGroups: readonly RowGroup[];
  fields: readonly FooterField[];
  root: SchemaNode;
  createdBy: string | null;
}

const MAGIC = "PAR1";
const ENCRYPTED_MAGIC = "PARE";
/** Read at once from the end; most footers fit, so that one read does. */
const TAIL_BYTES = 64 * 1024;

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const withCommas = (value: number): string => value.toLocaleString("en-US");

/** Reads schema, row counts and column places from the end of the file. Rejects with FormatError. */
export async function readFooter(source: ByteSource): Promise<ParquetFooter> {
  const { name, sizeBytes } = source;
  const incomplete = (why: string): FormatError =>
    new FormatError("truncated", `${name}: ${why}; the file is incomplete (${withCommas(sizeBytes)} bytes)`);
  if (sizeBytes === 0) throw new FormatError("empty", `${name} is empty`);
  const [head, tail] = await Promise.all([
    source.read(0, Math.min(4, sizeBytes)),
    source.read(Math.max(0, sizeBytes - TAIL_BYTES), sizeBytes),
  ]);
  const startMark = ascii(head);
  const endMark = ascii(tail.subarray(-4));
  if (startMark === ENCRYPTED_MAGIC || endMark === ENCRYPTED_MAGIC) {
    throw new FormatError("encrypted", `${name} is an encrypted Parquet file and cannot be read`);
  }
  if (startMark !== MAGIC) throw new FormatError("not-data", `${name} is not a Parquet file`);
  if (endMark !== MAGIC || sizeBytes < 12) throw incomplete("the Parquet end mark is missing");
  const footerBytes = new DataView(tail.buffer, tail.byteOffset + tail.length - 8).getUint32(0, true);
  const footerStart = sizeBytes - 8 - footerBytes;
  if (footerStart < 4) throw incomplete("the Parquet footer is longer than the file");
  const bytes =
    footerBytes + 8 <= tail.length
      ? tail.subarray(tail.length - 8 - footerBytes, tail.length - 8)
      : await source.read(footerStart, sizeBytes - 8);
  try {
    return describeFooter(parseThrift(bytes).struct, sizeBytes);
  } catch (cause) {
    throw new FormatError("unknown", `${name}: the Parquet footer is damaged`, { cause });
  }
}

function describeFooter(footer: ThriftStruct, sizeBytes: number): ParquetFooter {
  const root = parseSchemaTree(schemaElements(footer));
  let leaf = 0;
  const fields = root.children.map((node): FooterField => {
    const leafStart = leaf;
    leaf += countLeaves(node);
    return { name: node.name, node, leafStart, leafEnd: leaf };
  });
  const rowGroups = structListField(footer, 4).map((group): RowGroup => {
    const columns = structListField(group, 1).map((chunk) => describeChunk(chunk, sizeBytes));
    if (columns.length !== leaf) throw new RangeError("a row group has not as many columns as the schema");
    const rows = numberField(group, 3) ?? 0;
    // Every row is at least one value of every column; a damaged count must not make others plan for it.
    const mostValues = Math.max(0, ...columns.map((column) => column.values));
    if (rows < 0 || rows > mostValues) throw new RangeError("a row group has more rows than values");
    return {
      rows,
      bytes: columns.reduce((sum, column) => sum + column.uncompressedBytes, 0),
      columns,
    };
  });
  return {
    rowCount: rowGroups.reduce((sum, group) => sum + group.rows, 0),
    rowGroups,
    fields,
    root,
    createdBy: textField(footer, 6),
  };
}

function describeChunk(struct: ThriftStruct, sizeBytes: number): ColumnChunk {
  const meta = structField(struct, 3);
  const isEncrypted = struct.has(8) || binaryField(struct, 9) !== null;
  if (meta === null) {
    return {
      start: 0,
      end: 0,
      dataStart: 0,
      values: Number.POSITIVE_INFINITY,
      codec: "unknown",
      isEncrypted: true,
      uncompressedBytes: 0,
      struct,
    };
  }
  const dataStart = numberField(meta, 9) ?? 0;
  const dictionaryStart = numberField(meta, 11);
  // Some writers put 0 where there is no dictionary page.
  const start =
    dictionaryStart === null || dictionaryStart <= 0 ? dataStart : Math.min(dictionaryStart, dataStart);
  const end = start + (numberField(meta, 7) ?? 0);
  if (start < 0 || end < start || end > sizeBytes) throw new RangeError("a column lies outside the file");
  const codec = numberField(meta, 4) ?? 0;
  return {
    start,
    end,
    dataStart,
    values: numberField(meta, 5) ?? 0,
    codec: CODECS[codec] ?? `number ${codec}`,
    isEncrypted,
    uncompressedBytes: numberField(meta, 6) ?? 0,
    struct,
  };
}
