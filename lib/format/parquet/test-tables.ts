import {
  Bool,
  type DataType,
  Field,
  Float64,
  Int64,
  List,
  makeBuilder,
  Struct,
  Table,
  tableToIPC,
  Utf8,
} from "apache-arrow";
import {
  type Compression,
  type Encoding,
  Table as WasmTable,
  WriterPropertiesBuilder,
  type WriterVersion,
  writeParquet,
} from "parquet-wasm/esm";

export interface TestMessage {
  role: string;
  content: string | null;
}

/** Rows that have every shape a value can have; integers are below 2^53, so that plain JSON can say them. */
export interface TestRow {
  id: number;
  name: string | null;
  score: number | null;
  done: boolean | null;
  tags: (string | null)[] | null;
  messages: (TestMessage | null)[];
  info: { source: string | null; nested: { depth: number | null } } | null;
}

const nullable = (name: string, type: DataType): Field => new Field(name, type, true);
const message = new Struct([nullable("role", new Utf8()), nullable("content", new Utf8())]);
const TYPES: Record<keyof TestRow, DataType> = {
  id: new Int64(),
  name: new Utf8(),
  score: new Float64(),
  done: new Bool(),
  tags: new List(nullable("element", new Utf8())),
  messages: new List(nullable("element", message)),
  info: new Struct([
    nullable("source", new Utf8()),
    nullable("nested", new Struct([nullable("depth", new Float64())])),
  ]),
};

function buildTable(rows: readonly TestRow[]): Table {
  const columns = Object.entries(TYPES).map(([name, type]) => {
    const builder = makeBuilder({ type, nullValues: [null] });
    for (const row of rows) {
      const value = row[name as keyof TestRow];
      builder.append(name === "id" ? BigInt(value as number) : value);
    }
    builder.finish();
    return [name, builder.toVector()] as const;
  });
  return new Table(Object.fromEntries(columns));
}

export interface WriteOptions {
  compression?: Compression;
  dictionary?: boolean;
  encodings?: Readonly<Record<string, Encoding>>;
  version?: WriterVersion;
  rowGroupRows?: number;
  pageBytes?: number;
}

/** The rows as a Parquet file, by the writer that goes with the decoder. startDecoder must have run. */
export function writeRows(rows: readonly TestRow[], options: WriteOptions = {}): Uint8Array {
  let properties = new WriterPropertiesBuilder().setDictionaryEnabled(options.dictionary ?? true);
  if (options.compression !== undefined) properties = properties.setCompression(options.compression);
  if (options.version !== undefined) properties = properties.setWriterVersion(options.version);
  if (options.rowGroupRows) properties = properties.setMaxRowGroupSize(options.rowGroupRows);
  if (options.pageBytes) {
    properties = properties.setDataPageSizeLimit(options.pageBytes).setWriteBatchSize(64);
  }
  for (const [column, encoding] of Object.entries(options.encodings ?? {})) {
    properties = properties.setColumnDictionaryEnabled(column, false).setColumnEncoding(column, encoding);
  }
  const table = WasmTable.fromIPCStream(tableToIPC(buildTable(rows), "stream"));
  return writeParquet(table, properties.build());
}

/** Text that does not compress away: few rows fill a page, and conversations of it are the greater part of a file. */
export function noise(seed: number, words: number): string {
  let state = seed * 2654435761;
  let text = "";
  for (let index = 0; index < words; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    text += `${(state >>> 0).toString(36)} `;
  }
  return text;
}
