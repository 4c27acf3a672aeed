import type { Value } from "@/lib/format";
import { type ColumnType, NO_TEXTS, type TextFacts, TextFactsCollector, widen } from "@/lib/schema";
import { type Cells, type IndexCell, isPacked, type PackedCells, unpack } from "./cells/cells";
import { NumberCells } from "./cells/number-cells";
import { cutText, TextCells } from "./cells/text-cells";
import { TextListCells } from "./cells/text-list-cells";
import { classifyNumber } from "./classify-number";
import { jsonPreview } from "./json-preview";

/** Characters of a long text that the index keeps; the rest stays in the file. */
export const PREVIEW_CHARS = 160;
/** Fields whose texts are longer than this on average stay in the file. */
const LONG_TEXT_MEAN = 512;
/** JSON text up to this length is kept whole. */
const LONG_JSON = 2048;

/** What one chunk says about one field: its cells, and the narrowest type that holds them all. */
export interface BuiltColumn {
  field: string | null;
  /** Null when every cell is null. */
  type: ColumnType | null;
  stored: "full" | "preview";
  cells: Cells;
  /** Row of the chunk in which the field first stood; -1 when it never did. */
  firstRow: number;
  widenings: readonly Widening[];
  /** What its texts have in common; nothing counts for a column of another type. */
  texts: TextFacts;
}

/** A change of type within one chunk: values of both types stand in it. */
export interface Widening {
  from: ColumnType;
  to: ColumnType;
  /** Row of the chunk. */
  row: number;
}

/** Collects the cells of one field over one chunk. Rows without the field are null. */
export class ColumnBuilder {
  readonly field: string | null;
  #cells: IndexCell[] = [];
  /** The cells while they are all of one kind that can be packed; `#cells` is empty then. */
  #packed: PackedCells | null = null;
  #type: ColumnType | null = null;
  #chars = 0;
  #texts = 0;
  #isCut = false;
  #firstRow = -1;
  readonly #widenings: Widening[] = [];

  readonly #planned: { type: ColumnType | null; stored: "full" | "preview" } | null;

  /** `planned` is what the index already decided for this field, if it knows it. */
  constructor(
    field: string | null,
    planned: { type: ColumnType | null; stored: "full" | "preview" } | null = null,
  ) {
    this.field = field;
    this.#planned = planned;
  }

  /** Notes that a row has the field, whose value is kept elsewhere. */
  note(row: number): void {
    if (this.#firstRow < 0) this.#firstRow = row;
  }

  add(row: number, value: Value): void {
    this.note(row);
    switch (value.kind) {
      case "null":
        return;
      case "boolean":
        this.#put(row, value.boolean(), "boolean");
        return;
      case "number":
        this.#addNumber(row, value);
        return;
      case "text":
        this.#addText(row, value);
        return;
      case "list":
        this.#addList(row, value);
        return;
      case "object":
        this.#putJson(row, value);
        return;
    }
  }

  finish(rowCount: number): BuiltColumn {
    const planned = this.#planned;
    const type = this.#type === null ? null : widenFrom(planned?.type ?? null, this.#type);
    if (type !== null && type !== this.#type) this.#convertAll(type);
    this.#type = type;
    const isLong = this.#texts > 0 && this.#chars / this.#texts > LONG_TEXT_MEAN;
    const hasText = type === "text" || type === "list<text>";
    const isPreview = (hasText && isLong) || this.#isCut || planned?.stored === "preview";
    if (hasText && isPreview) this.#cutTexts();
    this.#packed?.fillTo(rowCount);
    if (this.#packed === null) while (this.#cells.length < rowCount) this.#cells.push(null);
    else if (this.#packed instanceof NumberCells) this.#packed.isInteger = type === "integer";
    const cells = this.#packed ?? this.#cells;
    const texts = hasText && !isPreview ? textFactsOf(cells) : NO_TEXTS;
    return {
      field: this.field,
      type,
      stored: isPreview ? "preview" : "full",
      cells,
      firstRow: this.#firstRow,
      widenings: this.#widenings,
      texts,
    };
  }

  #addText(row: number, value: Value): void {
    const isPreview = this.#planned?.stored === "preview" && this.#planned.type === "text";
    if (!isPreview) {
      this.#chars += value.length;
      this.#texts++;
    }
    if (this.#type === null) {
      this.#type = "text";
      this.#packed = new TextCells();
    }
    if (this.#packed instanceof TextCells)
      this.#packed.add(row, value, isPreview ? PREVIEW_CHARS : Number.POSITIVE_INFINITY);
    else this.#put(row, isPreview ? cutText(value.head(PREVIEW_CHARS), PREVIEW_CHARS) : value.text(), "text");
  }

  #addNumber(row: number, value: Value): void {
    if (value.isExactDouble && (this.#type === null || this.#packed instanceof NumberCells)) {
      const number = value.number();
      const type = Number.isSafeInteger(number) && !value.isFloat ? "integer" : "double";
      if (this.#type === null) {
        this.#type = type;
        this.#packed = new NumberCells();
      } else if (this.#type === "integer" && type === "double") {
        this.#widenings.push({ from: "integer", to: "double", row });
        this.#type = "double";
      }
      (this.#packed as NumberCells).add(row, number);
      return;
    }
    const { cell, type } = classifyNumber(value);
    this.#put(row, cell, type);
  }

  #addList(row: number, value: Value): void {
    if ((this.#type === null || this.#packed instanceof TextListCells) && isTextList(value)) {
      if (this.#type === null) {
        this.#type = "list<text>";
        this.#packed = new TextListCells();
      }
      const cells = this.#packed as TextListCells;
      cells.add(row, value);
      let isAnyText = false;
      for (let index = 0; index < value.size; index++) {
        const item = value.item(index);
        if (item?.kind !== "text") continue;
        this.#chars += item.length;
        isAnyText = true;
      }
      if (isAnyText) this.#texts++;
      return;
    }
    const items: (string | number | bigint | boolean | null)[] = [];
    let element: ColumnType | null = null;
    for (const item of value.items()) {
      if (item.kind === "null") {
        items.push(null);
        continue;
      }
      if (item.kind === "list" || item.kind === "object") {
        this.#putJson(row, value);
        return;
      }
      let type: ColumnType;
      if (item.kind === "number") {
        const number = classifyNumber(item);
        type = number.type;
        items.push(number.cell);
      } else if (item.kind === "boolean") {
        type = "boolean";
        items.push(item.boolean());
      } else {
        type = "text";
        this.#chars += item.length;
        items.push(item.text());
      }
      element = element === null ? type : widen(element, type);
    }
    switch (element) {
      case "integer":
      case "double":
      case "boolean":
      case "text":
        if (element === "text") this.#texts++;
        this.#put(row, items, `list<${element}>`);
        return;
      case null:
        // An empty list fits any list; alone it says nothing about the type of its elements.
        this.#put(row, items, this.#type?.startsWith("list<") ? this.#type : "list<text>");
        return;
      default:
        this.#putJson(row, value);
    }
  }

  #putJson(row: number, value: Value): void {
    const { text, isCut } = jsonPreview(value, LONG_JSON);
    if (isCut) this.#isCut = true;
    this.#put(row, isCut ? `${text.slice(0, PREVIEW_CHARS)}…` : text, "json");
  }

  #put(row: number, cell: IndexCell, type: ColumnType): void {
    this.#unpack();
    const cells = this.#cells;
    while (cells.length < row) cells.push(null);
    if (this.#type === null) this.#type = type;
    else if (this.#type !== type) {
      const isUntyped = isEmptyTextList(this.#type, cells);
      const wide = isUntyped ? type : widen(this.#type, type);
      if (wide !== this.#type) {
        if (!isUntyped) this.#widenings.push({ from: this.#type, to: wide, row });
        this.#convertAll(wide);
      }
      this.#type = wide;
      cells.push(wide === type ? cell : convertCell(cell, type, wide));
      return;
    }
    cells.push(cell);
  }

  /** Values of another type are coming: from here on every cell stands for itself. */
  #unpack(): void {
    if (this.#packed === null) return;
    this.#cells = unpack(this.#packed);
    this.#packed = null;
  }

  #convertAll(to: ColumnType): void {
    const from = this.#type;
    if (from === null || (this.#packed instanceof NumberCells && to === "double")) return;
    this.#unpack();
    for (let row = 0; row < this.#cells.length; row++) {
      this.#cells[row] = convertCell(this.#cells[row] ?? null, from, to);
    }
  }

  #cutTexts(): void {
    if (this.#packed instanceof TextCells) this.#packed = this.#packed.cut(PREVIEW_CHARS);
    else if (this.#packed instanceof TextListCells) this.#packed.cut(PREVIEW_CHARS);
    for (let row = 0; row < this.#cells.length; row++) {
      const cell = this.#cells[row];
      if (typeof cell === "string") {
        this.#cells[row] = cutText(cell, PREVIEW_CHARS);
      } else if (Array.isArray(cell)) {
        this.#cells[row] = cell.map((item) =>
          typeof item === "string" ? cutText(item, PREVIEW_CHARS) : item,
        );
      }
    }
  }
}

/** Facts about the texts among the cells, those in lists too. */
export function textFactsOf(cells: Cells): TextFacts {
  if (cells instanceof TextCells || cells instanceof TextListCells) return cells.facts();
  if (isPacked(cells)) return NO_TEXTS;
  const collector = new TextFactsCollector();
  for (const cell of cells) {
    if (typeof cell === "string") collector.add(cell);
    else if (Array.isArray(cell)) for (const item of cell) if (typeof item === "string") collector.add(item);
  }
  return collector.finish();
}

function widenFrom(planned: ColumnType | null, seen: ColumnType): ColumnType {
  return planned === null ? seen : widen(planned, seen);
}

function isTextList(value: Value): boolean {
  for (let index = 0; index < value.size; index++) {
    const kind = value.item(index)?.kind;
    if (kind !== "text" && kind !== "null") return false;
  }
  return true;
}

function isEmptyTextList(type: ColumnType, cells: readonly IndexCell[]): boolean {
  return (
    type === "list<text>" &&
    cells.every((cell) => cell === null || (Array.isArray(cell) && cell.length === 0))
  );
}

function convertCell(cell: IndexCell, from: ColumnType, to: ColumnType): IndexCell {
  if (cell === null || from === to) return cell;
  if (to === "json") return from === "json" ? cell : cellToJson(cell);
  if (to === "double" && typeof cell === "bigint") return Number(cell);
  if (to === "list<double>" && Array.isArray(cell)) {
    return cell.map((item) => (typeof item === "bigint" ? Number(item) : item));
  }
  return cell;
}

function cellToJson(cell: IndexCell): string {
  if (typeof cell === "string") return JSON.stringify(cell);
  if (Array.isArray(cell)) return `[${cell.map(cellToJson).join(", ")}]`;
  return String(cell);
}
