import { type ArrowColumn, isValid } from "@/lib/format/parquet";
import { type ColumnType, NO_TEXTS } from "@/lib/schema";
import { NumberCells } from "./cells/number-cells";
import { TextCells } from "./cells/text-cells";
import { TextListCells } from "./cells/text-list-cells";
import { type BuiltColumn, LONG_TEXT_MEAN } from "./column-builder";
import type { PlannedField } from "./index-plan";

type DecodedType = Extract<ColumnType, "text" | "list<text>" | "integer" | "double">;

/**
 * What `ColumnBuilder` would make of a decoded column, where it would keep the values as they lie there: then nobody has
 * to look at each of them. Null for any other column. `stretches` follow each other.
 */
export function buildDecoded(
  field: string,
  stretches: readonly ArrowColumn[],
  planned: PlannedField | null,
): BuiltColumn | null {
  const [type, ...others] = new Set(stretches.map(typeOf));
  const isAsPlanned = planned === null || planned.type === null || planned.type === type;
  if (!type || others.length > 0 || !isAsPlanned || planned?.stored === "preview") return null;
  const cells = cellsOf(type, stretches);
  if (cells === null) return null;
  const rows = stretches.reduce((sum, { length }) => sum + length, 0);
  const isEmpty = stretches.every((column) => nullsOf(column) === column.length);
  return {
    field,
    type: isEmpty ? null : type,
    stored: "full",
    cells: isEmpty ? Array.from({ length: rows }, () => null) : cells,
    firstRow: rows === 0 ? -1 : 0,
    widenings: [],
    isWide: false,
    texts: isEmpty || cells instanceof NumberCells ? NO_TEXTS : cells.facts(),
  };
}

function typeOf({ type, children }: ArrowColumn): DecodedType | null {
  switch (type.kind) {
    case "text":
      return "text";
    case "list":
      return children[0]?.type.kind === "text" ? "list<text>" : null;
    case "integer":
      return "integer";
    case "float":
      // A narrower one is written with the digits that it has, not with those of the double that it becomes.
      return type.width === 8 ? "double" : null;
    default:
      return null;
  }
}

function cellsOf(
  type: DecodedType,
  stretches: readonly ArrowColumn[],
): TextCells | TextListCells | NumberCells | null {
  switch (type) {
    case "text":
      return stretches.some(isLong) ? null : textCells(stretches);
    case "list<text>":
      return stretches.some(isLong) ? null : textListCells(stretches);
    case "integer":
    case "double":
      return numberCells(type, stretches);
  }
}

/** Whether texts may be so long that the index keeps only their beginnings. */
function isLong(column: ArrowColumn): boolean {
  const texts = column.type.kind === "list" ? column.children[0] : column;
  const bytes = texts?.offsets[texts.length] ?? 0;
  return bytes > LONG_TEXT_MEAN * (column.length - nullsOf(column));
}

function nullsOf(column: ArrowColumn): number {
  if (column.validity === null) return 0;
  let nulls = 0;
  for (let index = 0; index < column.length; index++) if (!isValid(column, index)) nulls++;
  return nulls;
}

function presence(column: ArrowColumn): ((index: number) => boolean) | null {
  return column.validity === null ? null : (index) => isValid(column, index);
}

function textCells(stretches: readonly ArrowColumn[]): TextCells {
  const cells = new TextCells();
  for (const column of stretches) cells.addStretch(column.data, column.offsets, presence(column));
  return cells;
}

function textListCells(stretches: readonly ArrowColumn[]): TextListCells {
  const cells = new TextListCells();
  for (const column of stretches) {
    const [items] = column.children;
    if (items) cells.addStretch(column.offsets, presence(column), items.data, items.offsets, presence(items));
  }
  return cells;
}

/** Null where a double does not hold every number. */
function numberCells(type: "integer" | "double", stretches: readonly ArrowColumn[]): NumberCells | null {
  const cells = new NumberCells();
  cells.isInteger = type === "integer";
  for (const column of stretches) {
    const numbers = numbersOf(column);
    const firstRow = cells.rows;
    for (let index = 0; index < column.length; index++) {
      if (!isValid(column, index)) continue;
      const number = Number(numbers[index]);
      if (type === "integer" && !Number.isSafeInteger(number)) return null;
      cells.add(firstRow + index, number);
    }
    cells.fillTo(firstRow + column.length);
  }
  return cells;
}

function numbersOf({ type, data: { buffer } }: ArrowColumn): ArrayLike<number | bigint> {
  if (type.kind === "float") return new Float64Array(buffer);
  const { width, signed } = type.kind === "integer" ? type : { width: 4, signed: true };
  switch (width) {
    case 1:
      return signed ? new Int8Array(buffer) : new Uint8Array(buffer);
    case 2:
      return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
    case 4:
      return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
    default:
      return signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
  }
}
