import type { ParquetChunk } from "@/lib/format";
import type { ParquetRows } from "@/lib/format/parquet";
import { writeArrowBatch } from "./arrow-batch";
import { NumberCells } from "./cells/number-cells";
import type { IndexedField } from "./chunk-indexer";
import { type BuiltColumn, ColumnBuilder } from "./column-builder";
import { buildDecoded } from "./decoded-column";
import type { PlannedField } from "./index-plan";

/** Some columns of rows that follow each other: their places, then `fields`. */
export interface IndexedColumns {
  ipc: Uint8Array<ArrayBuffer>;
  rows: number;
  fields: IndexedField[];
}

/**
 * Turns columns of rows into one Arrow batch, without a look at what the records say. `decoded` are the rows of each
 * stretch of the chunk, with the same columns each.
 */
export function indexColumns(
  { file, stretches }: ParquetChunk,
  decoded: readonly ParquetRows[],
  planned: readonly PlannedField[],
): IndexedColumns {
  const places = [new NumberCells(), new NumberCells(), new NumberCells()] as const;
  const plans = new Map(planned.map((entry) => [entry.field, entry]));
  const names = decoded[0]?.names ?? [];
  let row = 0;
  for (const { rowGroup, rowStart, rowEnd } of stretches) {
    for (let index = rowStart; index < rowEnd; index++, row++) {
      places[0].add(row, file);
      places[1].add(row, rowGroup);
      places[2].add(row, index);
    }
  }
  const built = names.map((name, position) => {
    const plan = plans.get(name) ?? null;
    const columns = decoded.map((rows) => rows.columns?.[position] ?? null);
    const built = columns.every((column) => column !== null) ? buildDecoded(name, columns, plan) : null;
    return built ?? buildColumn(name, position, decoded, plan);
  });
  const fields = built.map(({ cells: _, ...column }) => ({
    ...column,
    // Texts that lie beside come with the rows.
    isBeside: false,
    arrivedAs: column.type ?? plans.get(column.field)?.type ?? ("text" as const),
  }));
  const columns = built.map(({ cells }, place) => ({ type: fields[place]?.arrivedAs ?? "text", cells }));
  const located = places.map((cells) => ({ type: "integer" as const, cells }));
  return { ipc: writeArrowBatch([...located, ...columns], row), rows: row, fields };
}

function buildColumn(
  name: string,
  position: number,
  stretches: readonly ParquetRows[],
  plan: PlannedField | null,
): BuiltColumn {
  const builder = new ColumnBuilder(name, plan);
  let row = 0;
  for (const rows of stretches) {
    for (let index = 0; index < rows.length; index++, row++) {
      const value = rows.value(index).fieldAt(position);
      if (value !== null) builder.add(row, value);
    }
  }
  return builder.finish(row);
}
