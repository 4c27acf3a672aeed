import {
  Bool,
  type DataType,
  Field,
  Float64,
  List,
  makeBuilder,
  Struct,
  Table,
  tableToIPC,
  Utf8,
} from "apache-arrow";
import { Table as WasmTable, WriterPropertiesBuilder, writeParquet } from "parquet-wasm/esm";
import type { Value } from "@/lib/format";
import { openParquet } from "@/lib/format/parquet";
import { bytesSource } from "@/lib/format/parquet/test-files";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

/** A column of Parquet, as far as JSON needs one. */
type Shape =
  | { kind: "text" | "number" | "boolean" }
  | { kind: "list"; item: Shape }
  | { kind: "struct"; fields: ReadonlyMap<string, Shape> };

export interface AsParquet {
  /** The records as they are read from the file. */
  rows: Value[];
  /** What the file says, as JSON: every field that any record has, and JSON text where the kinds differ. */
  records: Json[];
}

/** Writes records to a Parquet file as converters do, and reads them back. */
export async function throughParquet(records: readonly JsonObject[]): Promise<AsParquet> {
  const shape = shapeOf(records);
  if (shape?.kind !== "struct") throw new TypeError("the records have no fields");
  const told = records.map((record) => fitted(record, shape) as JsonObject);
  const reader = await openParquet(bytesSource("test.parquet", write(told, shape.fields)));
  const rows: Value[] = [];
  for (const [rowGroup, group] of reader.rowGroups.entries()) {
    const stretch = await reader.readRows(rowGroup, 0, group.rows);
    for (let index = 0; index < stretch.length; index++) rows.push(stretch.value(index));
  }
  return { rows, records: told };
}

/** Records as a Parquet file. */
export function parquetBytes(records: readonly JsonObject[]): Uint8Array {
  const shape = shapeOf(records);
  if (shape?.kind !== "struct") throw new TypeError("the records have no fields");
  return write(
    records.map((record) => fitted(record, shape) as JsonObject),
    shape.fields,
  );
}

function write(told: readonly JsonObject[], fields: ReadonlyMap<string, Shape>): Uint8Array {
  const columns = [...fields].map(([name, field]) => {
    const builder = makeBuilder({ type: typeOf(field), nullValues: [null] });
    for (const record of told) builder.append(record[name]);
    builder.finish();
    return [name, builder.toVector()] as const;
  });
  const table = WasmTable.fromIPCStream(tableToIPC(new Table(Object.fromEntries(columns)), "stream"));
  return writeParquet(table, new WriterPropertiesBuilder().build());
}

/** The narrowest shape that holds the values; text, for JSON, where their kinds differ; null where there is no value. */
function shapeOf(values: readonly Json[]): Shape | null {
  const filled = values.filter((value) => value !== null);
  const [first] = filled;
  if (first === undefined) return null;
  if (typeof first === "boolean" && filled.every((value) => typeof value === "boolean"))
    return { kind: "boolean" };
  if (typeof first === "number" && filled.every((value) => typeof value === "number"))
    return { kind: "number" };
  if (filled.every(isList)) return { kind: "list", item: shapeOf(filled.flat()) ?? { kind: "text" } };
  if (filled.every(isObject)) {
    const names = new Set(filled.flatMap(Object.keys));
    const fields = [...names].flatMap((name): [string, Shape][] => {
      const field = shapeOf(filled.map((object) => object[name] ?? null));
      return field === null ? [] : [[name, field]];
    });
    // A struct of Parquet has at least one field.
    return fields.length === 0 ? null : { kind: "struct", fields: new Map(fields) };
  }
  return { kind: "text" };
}

function fitted(value: Json, shape: Shape): Json {
  if (value === null) return null;
  switch (shape.kind) {
    case "boolean":
    case "number":
      return value;
    case "text":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "list":
      return isList(value) ? value.map((item) => fitted(item, shape.item)) : null;
    case "struct": {
      if (!isObject(value)) return null;
      const fields = [...shape.fields].map(
        ([name, field]) => [name, fitted(value[name] ?? null, field)] as const,
      );
      return Object.fromEntries(fields);
    }
  }
}

function typeOf(shape: Shape): DataType {
  switch (shape.kind) {
    case "text":
      return new Utf8();
    case "number":
      return new Float64();
    case "boolean":
      return new Bool();
    case "list":
      return new List(new Field("element", typeOf(shape.item), true));
    case "struct":
      return new Struct([...shape.fields].map(([name, field]) => new Field(name, typeOf(field), true)));
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
