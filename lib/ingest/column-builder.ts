import type { Value } from "@/lib/format";
import { type ColumnType, NO_TEXTS, type TextFacts, TextFactsCollector, widen } from "@/lib/schema";
import { classifyNumber } from "./classify-number";
import { jsonPreview } from "./json-preview";

export type IndexCell = string | number | bigint | boolean | IndexList | null;
export type IndexList = readonly (string | number | bigint | boolean | null)[];

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
  cells: IndexCell[];
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
      case "number": {
        const { cell, type } = classifyNumber(value);
        this.#put(row, cell, type);
        return;
      }
      case "text": {
        if (this.#planned?.stored === "preview" && this.#planned.type === "text") {
          this.#put(row, cutText(value.head(PREVIEW_CHARS)), "text");
          return;
        }
        const text = value.text();
        this.#chars += text.length;
        this.#texts++;
        this.#put(row, text, "text");
        return;
      }
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
    while (this.#cells.length < rowCount) this.#cells.push(null);
    const texts = hasText && !isPreview ? textFactsOf(this.#cells) : NO_TEXTS;
    return {
      field: this.field,
      type,
      stored: isPreview ? "preview" : "full",
      cells: this.#cells,
      firstRow: this.#firstRow,
      widenings: this.#widenings,
      texts,
    };
  }

  #addList(row: number, value: Value): void {
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
        const text = item.text();
        this.#chars += text.length;
        items.push(text);
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

  #convertAll(to: ColumnType): void {
    const from = this.#type;
    if (from === null) return;
    for (let row = 0; row < this.#cells.length; row++) {
      this.#cells[row] = convertCell(this.#cells[row] ?? null, from, to);
    }
  }

  #cutTexts(): void {
    for (let row = 0; row < this.#cells.length; row++) {
      const cell = this.#cells[row];
      if (typeof cell === "string") {
        if (cell.length > PREVIEW_CHARS) this.#cells[row] = cutText(cell);
      } else if (Array.isArray(cell)) {
        this.#cells[row] = cell.map((item) => (typeof item === "string" ? cutText(item) : item));
      }
    }
  }
}

/** First characters of a text, never half a surrogate pair. */
export function cutText(text: string): string {
  if (text.length <= PREVIEW_CHARS) return text;
  const last = text.charCodeAt(PREVIEW_CHARS - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? PREVIEW_CHARS - 1 : PREVIEW_CHARS);
}

/** Facts about the texts among the cells, those in lists too. */
export function textFactsOf(cells: readonly IndexCell[]): TextFacts {
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
