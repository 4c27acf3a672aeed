import type { Value } from "@/lib/format";
import { type ColumnType, NO_TEXTS, PREVIEW_CHARS, type TextFacts, widen } from "@/lib/schema";
import {
  type BooleanColumn,
  type Cells,
  type CellsMaker,
  type IndexCell,
  type NumberColumn,
  TAKES,
  type TextColumn,
  type TextListColumn,
  unpack,
} from "./cells/cells";
import { plainCells } from "./cells/plain-cells";
import { cutText } from "./cells/text-cells";
import { textFactsOf } from "./cells/text-facts-of";
import { classifyNumber } from "./classify-number";
import { cellToJson, convertCell, isEmptyTextList } from "./convert-cell";
import type { PlannedField } from "./index-plan";
import { jsonPreview } from "./json-preview";
import { listOfScalars } from "./list-of-scalars";

/** Fields whose texts are longer than this on average stay in the file. */
export const LONG_TEXT_MEAN = 512;
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
  /** Holds an integer beyond 2^53, whose digits a double would change. */
  isWide: boolean;
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

/** Cells that are all of one kind; `json` holds the JSON of each. */
type Packed =
  | { as: "text" | "json"; cells: TextColumn }
  | { as: "list"; cells: TextListColumn }
  | { as: "number"; cells: NumberColumn }
  | { as: "boolean"; cells: BooleanColumn };

/** Collects the cells of one field over one chunk. Rows without the field are null. */
export class ColumnBuilder {
  readonly field: string | null;
  readonly #make: CellsMaker;
  #cells: IndexCell[] = [];
  /** The cells while they are all of one kind that can be packed; `#cells` is empty then. */
  #packed: Packed | null = null;
  /** Whether there were lists, but nothing in them. */
  #isEmptyLists = true;
  #type: ColumnType | null = null;
  #chars = 0;
  #texts = 0;
  #isCut = false;
  #isWide = false;
  #firstRow = -1;
  readonly #widenings: Widening[] = [];

  readonly #planned: Omit<PlannedField, "field"> | null;

  /** `planned` is what the index already decided for this field, if it knows it. */
  constructor(
    field: string | null,
    planned: Omit<PlannedField, "field"> | null = null,
    make: CellsMaker = plainCells,
  ) {
    this.field = field;
    this.#planned = planned;
    this.#make = make;
  }

  /** The column to which the scanner may add cells of this field; 0 while there is none. */
  get address(): number {
    return this.#packed?.cells.scanned?.address ?? 0;
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
        this.#addBoolean(row, value.boolean());
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
    const type = this.#type === null ? null : this.#widenFrom(planned?.type ?? null, this.#type);
    if (type !== null && type !== this.#type) this.#convertAll(type);
    this.#type = type;
    this.#countScanned();
    const isLong = this.#texts > 0 && this.#chars / this.#texts > LONG_TEXT_MEAN;
    const hasText = type === "text" || type === "list<text>";
    const isPreview = (hasText && isLong) || this.#isCut || planned?.stored === "preview";
    if (hasText && isPreview) this.#cutTexts();
    const packed = this.#packed;
    packed?.cells.fillTo(rowCount);
    if (packed === null) while (this.#cells.length < rowCount) this.#cells.push(null);
    else if (packed.as === "number") packed.cells.isInteger = type === "integer";
    return {
      field: this.field,
      type,
      stored: isPreview ? "preview" : "full",
      cells: packed?.cells ?? this.#cells,
      firstRow: this.#firstRow,
      widenings: this.#widenings,
      isWide: this.#isWide,
      texts: hasText && !isPreview ? this.#textFacts() : NO_TEXTS,
    };
  }

  #addBoolean(row: number, value: boolean): void {
    if (this.#mayPack) this.#pack("boolean", { as: "boolean", cells: this.#make.booleans() });
    if (this.#packed?.as === "boolean") this.#packed.cells.add(row, value);
    else this.#put(row, value, "boolean");
  }

  #addText(row: number, value: Value): void {
    const isPreview = this.#isPlannedPreview;
    if (!isPreview) {
      this.#chars += value.length;
      this.#texts++;
    }
    if (this.#mayPack) this.#pack("text", { as: "text", cells: this.#make.texts() });
    if (this.#packed?.as === "text")
      this.#packed.cells.add(row, value, isPreview ? PREVIEW_CHARS : Number.POSITIVE_INFINITY);
    else this.#put(row, isPreview ? cutText(value.head(PREVIEW_CHARS), PREVIEW_CHARS) : value.text(), "text");
  }

  #addNumber(row: number, value: Value): void {
    if (value.isExactDouble) {
      const number = value.number();
      const type = Number.isSafeInteger(number) && !value.isFloat ? "integer" : "double";
      if (this.#mayPack) this.#pack(type, { as: "number", cells: this.#make.numbers() });
      if (this.#packed?.as === "number") {
        if (this.#type === "integer" && type === "double") {
          this.#widenings.push({ from: "integer", to: "double", row });
          this.#type = "double";
          this.#tellScanner();
        }
        this.#packed.cells.add(row, number);
        return;
      }
    }
    const { cell, type } = classifyNumber(value);
    this.#noteWide(cell);
    this.#put(row, cell, type);
  }

  #addList(row: number, value: Value): void {
    const isOfTexts = isTextList(value);
    if (isOfTexts && this.#mayPack) this.#pack("list<text>", { as: "list", cells: this.#make.textLists() });
    if (isOfTexts && this.#packed?.as === "list") {
      this.#packed.cells.add(row, value);
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
    const list = listOfScalars(value);
    if (list === null) {
      this.#putJson(row, value);
      return;
    }
    if (list.element === "text") {
      this.#chars += list.chars;
      this.#texts++;
    }
    for (const item of list.items) this.#noteWide(item);
    // An empty list fits any list; alone it says nothing about the type of its elements.
    const emptyType = this.#type?.startsWith("list<") ? this.#type : "list<text>";
    this.#put(row, list.items, list.element === null ? emptyType : `list<${list.element}>`);
  }

  #putJson(row: number, value: Value): void {
    const { text, isCut } = jsonPreview(value, LONG_JSON);
    if (isCut) this.#isCut = true;
    this.#put(row, isCut ? `${text.slice(0, PREVIEW_CHARS)}…` : text, "json");
  }

  #put(row: number, cell: IndexCell, type: ColumnType): void {
    if (this.#isPlannedJson) {
      this.#putAsJson(row, cell, type);
      return;
    }
    this.#unpack();
    const cells = this.#cells;
    while (cells.length < row) cells.push(null);
    if (this.#type === null) this.#type = type;
    else if (this.#type !== type) {
      const isUntyped = type.startsWith("list<") && isEmptyTextList(this.#type, cells);
      const wide = isUntyped ? type : widen(this.#type, type, this.#isWide);
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

  #noteWide(cell: IndexCell): void {
    if (typeof cell === "bigint") this.#isWide = true;
  }

  #widenFrom(planned: ColumnType | null, seen: ColumnType): ColumnType {
    return planned === null ? seen : widen(planned, seen, this.#isWide || (this.#planned?.isWide ?? false));
  }

  /** No cell has come yet, and the first may decide how they are kept. */
  get #mayPack(): boolean {
    return this.#type === null && !this.#isPlannedJson;
  }

  /** The index keeps only the start of each text. */
  get #isPlannedPreview(): boolean {
    return this.#planned?.stored === "preview" && this.#planned.type === "text";
  }

  /** The index keeps JSON for this field, whatever this chunk holds. */
  get #isPlannedJson(): boolean {
    return this.#planned?.type === "json";
  }

  #putAsJson(row: number, cell: IndexCell, type: ColumnType): void {
    if (this.#packed?.as !== "json") this.#packed = { as: "json", cells: this.#make.texts() };
    if (this.#type !== null && this.#type !== type && !(this.#type === "list<text>" && this.#isEmptyLists)) {
      const wide = widen(this.#type, type, this.#isWide);
      if (wide !== this.#type) this.#widenings.push({ from: this.#type, to: wide, row });
      this.#type = wide;
    } else this.#type = type;
    if (!Array.isArray(cell) || cell.length > 0) this.#isEmptyLists = false;
    this.#packed.cells.addText(row, type === "json" ? String(cell) : cellToJson(cell));
    this.#tellScanner();
  }

  #pack(type: ColumnType, packed: Packed): void {
    this.#type = type;
    this.#packed = packed;
    this.#tellScanner();
  }

  /** What the scanner may add by itself: what would change nothing but the cells. */
  #tellScanner(): void {
    if (this.#packed === null) return;
    const { as, cells } = this.#packed;
    switch (as) {
      case "text":
        cells.scanned?.take(TAKES.text, this.#isPlannedPreview ? PREVIEW_CHARS : 0);
        return;
      case "number":
        cells.scanned?.take(this.#type === "integer" ? TAKES.integer : TAKES.number, 0);
        return;
      case "boolean":
        cells.scanned?.take(TAKES.boolean, 0);
        return;
      case "list":
        cells.scanned?.take(TAKES.textList, 0);
        return;
      case "json": {
        const mayBeEmpty = this.#type === "json" || (this.#type === "list<text>" && this.#isEmptyLists);
        cells.scanned?.take(mayBeEmpty ? TAKES.emptyList : 0, 0);
      }
    }
  }

  /** Takes note of the texts that the scanner added. */
  #countScanned(): void {
    const tally = this.#packed?.cells.scanned?.tally;
    if (tally === undefined) return;
    this.#chars += tally.chars;
    this.#texts += tally.texts;
  }

  /** Values of another type are coming: from here on every cell stands for itself. */
  #unpack(): void {
    if (this.#packed === null) return;
    this.#countScanned();
    const { cells } = this.#packed;
    cells.scanned?.take(0, 0);
    this.#cells = unpack(cells);
    this.#packed = null;
  }

  #convertAll(to: ColumnType): void {
    const from = this.#type;
    const as = this.#packed?.as;
    if (from === null || (as === "number" && to === "double") || as === "json") return;
    this.#unpack();
    for (let row = 0; row < this.#cells.length; row++) {
      this.#cells[row] = convertCell(this.#cells[row] ?? null, from, to);
    }
  }

  #cutTexts(): void {
    if (this.#packed?.as === "text" || this.#packed?.as === "list") this.#packed.cells.cut(PREVIEW_CHARS);
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

  /** Facts about the texts among the cells, those in lists too. */
  #textFacts(): TextFacts {
    if (this.#packed?.as === "text" || this.#packed?.as === "list") return this.#packed.cells.facts();
    return textFactsOf(this.#cells);
  }
}

function isTextList(value: Value): boolean {
  for (let index = 0; index < value.size; index++) {
    const kind = value.item(index)?.kind;
    if (kind !== "text" && kind !== "null") return false;
  }
  return true;
}
