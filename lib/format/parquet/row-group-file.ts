import { decodeElement } from "./decode-schema";
import type { ColumnChunk, FooterField, ParquetFooter, RowGroup } from "./footer";
import type { ChunkBytes } from "./read-chunks";
import { FIXED_LEN_BYTE_ARRAY, flattenSchema, INT96 } from "./schema";
import { numberField, structField, THRIFT, type ThriftData, type ThriftStruct } from "./thrift";
import { writeThrift } from "./write-thrift";

const MAGIC = new TextEncoder().encode("PAR1");

const i32 = (data: number): { type: number; data: ThriftData } => ({ type: THRIFT.i32, data });
const i64 = (data: number): { type: number; data: ThriftData } => ({ type: THRIFT.i64, data: BigInt(data) });
const structs = (items: ThriftStruct[]): { type: number; data: ThriftData } => ({
  type: THRIFT.list,
  data: { kind: "list", itemType: THRIFT.struct, items },
});

/**
 * A Parquet file in memory that holds one row group of a file and of it only `fields`: the decoder
 * takes whole files, and reading a record must not read the rest. The embedded Arrow schema is left out:
 * it must match all columns, and it only asks for layouts (views, large lists) of the same values.
 * `chunks` are those of the fields, in order.
 */
export function buildRowGroupFile(
  footer: ParquetFooter,
  rowGroup: RowGroup,
  fields: readonly FooterField[],
  chunks: readonly ChunkBytes[],
): Uint8Array<ArrayBuffer> {
  const starts: number[] = [];
  let dataBytes = MAGIC.length;
  for (const { chunk } of chunks) {
    starts.push(dataBytes);
    dataBytes += chunk.end - chunk.start;
  }
  const columns = chunks.map(({ chunk }, index) => moveChunk(chunk, starts[index] ?? 0));
  const tail = writeThrift(fileMetadata(footer, rowGroup, fields, columns));
  const file = new Uint8Array(dataBytes + tail.length + 8);
  file.set(MAGIC, 0);
  let at = MAGIC.length;
  for (const piece of chunks.flatMap(({ pieces }) => pieces)) {
    file.set(piece, at);
    at += piece.length;
  }
  file.set(tail, dataBytes);
  new DataView(file.buffer).setUint32(dataBytes + tail.length, tail.length, true);
  file.set(MAGIC, file.length - MAGIC.length);
  return file;
}

function fileMetadata(
  footer: ParquetFooter,
  rowGroup: RowGroup,
  fields: readonly FooterField[],
  columns: ThriftStruct[],
): ThriftStruct {
  const root = new Map(footer.root.element).set(5, i32(fields.length));
  const elements = fields.flatMap((field) => flattenSchema(field.node)).map(decodeElement);
  const group: ThriftStruct = new Map([
    [1, structs(columns)],
    [2, i64(rowGroup.bytes)],
    [3, i64(rowGroup.rows)],
  ]);
  const metadata: ThriftStruct = new Map([
    [1, i32(1)],
    [2, structs([root, ...elements])],
    [3, i64(rowGroup.rows)],
    [4, structs([group])],
  ]);
  // Readers work around known faults of old writers, by this name.
  if (footer.createdBy !== null) {
    metadata.set(6, { type: THRIFT.binary, data: new TextEncoder().encode(footer.createdBy) });
  }
  return metadata;
}

/** Column metadata for a chunk that now starts at `start`; statistics and indexes are left out. */
function moveChunk(chunk: ColumnChunk, start: number): ThriftStruct {
  const old = structField(chunk.struct, 3) ?? new Map();
  const meta: ThriftStruct = new Map();
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    const field = old.get(id);
    if (field) meta.set(id, field);
  }
  if (numberField(meta, 1) === INT96) meta.set(1, i32(FIXED_LEN_BYTE_ARRAY));
  const move = start - chunk.start;
  meta.set(9, i64((numberField(old, 9) ?? 0) + move));
  const dictionaryStart = numberField(old, 11);
  if (dictionaryStart !== null && dictionaryStart > 0) meta.set(11, i64(dictionaryStart + move));
  return new Map([
    [2, i64(start)],
    [3, { type: THRIFT.struct, data: meta }],
  ]);
}
