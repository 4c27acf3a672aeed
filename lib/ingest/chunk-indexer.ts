import { type ConversationFacts, measureConversation } from "@/lib/conversation";
import { type Tape, TapeValue, type Value } from "@/lib/format";
import type { ColumnType, TextFacts } from "@/lib/schema";
import { type BatchColumn, writeArrowBatch } from "./arrow-batch";
import { type CellsMaker, cellAt, type IndexCell } from "./cells/cells";
import { plainCells } from "./cells/plain-cells";
import { type BuiltColumn, ColumnBuilder, type Widening } from "./column-builder";
import type { IndexPlan, PlannedField } from "./index-plan";
import { OWN_LAYOUT, OwnColumnsBuilder } from "./own-columns";
import { type IndexedTexts, packBeside } from "./pack-beside";
import { scannedCells } from "./scanned/scanned-cells";
import { ScannedRows } from "./scanned/scanned-rows";

export interface RecordPlace {
  file: number;
  offset: number;
  length: number;
  /** Line, counted from 1 at the start of the chunk; null for Parquet. */
  line: number | null;
}

/** A field as one chunk saw it, in the order of the batch's columns (after Loupe's own). */
export interface IndexedField {
  field: string | null;
  type: ColumnType | null;
  stored: "full" | "preview";
  /** Its texts are in the chunk's `texts`; the batch only says whether a row has one. */
  isBeside: boolean;
  /** Type of the column in the batch; differs from `type` when the chunk holds only nulls. */
  arrivedAs: ColumnType;
  firstRow: number;
  widenings: readonly Widening[];
  isWide: boolean;
  texts: TextFacts;
}

export interface IndexedChunk {
  ipc: Uint8Array<ArrayBuffer>;
  texts: IndexedTexts;
  rows: number;
  fields: IndexedField[];
  /** Texts of Loupe's own list columns, by column name. */
  ownTexts: Record<string, TextFacts>;
  /** Fields held back because they are the conversation itself. */
  heldBack: string[];
  /** How many records bear each mark of reading: "not UTF-8", "NaN literal". */
  marks: Record<string, number>;
  /** Cells of the first rows, by position: own columns, then `fields`. */
  previewRows: IndexCell[][];
}

/** Turns the records of one chunk into one Arrow batch of index rows. */
export class ChunkIndexer {
  readonly #plan: IndexPlan;
  readonly #tape: Tape | null;
  readonly #scanned: ScannedRows | null;
  readonly #cells: CellsMaker;
  readonly #own: OwnColumnsBuilder;
  readonly #builders = new Map<string | null, ColumnBuilder>();
  /** Builders in the order of the last record's fields: records mostly repeat the field order of their neighbour. */
  #lastNames: string[] = [];
  #lastBuilders: ColumnBuilder[] = [];
  /** Fields held back because they are the conversation itself; its text stays in the file. */
  readonly #heldBack = new Set<string>();
  readonly #marks: Record<string, number> = {};
  #rows = 0;

  /** `tape`: that of the values that are coming, if they lie on one; `file` is the number of theirs. */
  constructor(plan: IndexPlan, tape: Tape | null = null, file = 0) {
    this.#plan = plan;
    this.#tape = tape;
    this.#scanned = tape === null ? null : new ScannedRows(tape, file, plan.read);
    this.#cells = tape === null ? plainCells : scannedCells(tape);
    this.#own = new OwnColumnsBuilder(this.#cells);
    this.#scanned?.setOwn(this.#own.columns);
    for (const planned of plan.fields)
      this.#builders.set(planned.field, new ColumnBuilder(planned.field, planned, this.#cells));
  }

  get rows(): number {
    return this.#rows;
  }

  add(place: RecordPlace, value: Value, marks: readonly string[]): void {
    for (const mark of marks) this.#marks[mark] = (this.#marks[mark] ?? 0) + 1;
    const facts = measureConversation(value, this.#plan.read, this.#tape?.hasher);
    this.#own.add(this.#rows, place, facts, marks);
    if (value.kind === "object") this.#addFields(value, facts);
    else if (value.kind !== "null" && facts.messages === 0) this.#builderOf(null).add(this.#rows, value);
    this.#rows++;
    if (value instanceof TapeValue && value.kind === "object")
      this.#scanned?.learn(value, (name) => this.#builderOf(name));
  }

  /**
   * Adds records as they lie on the tape; returns the first that is to be added by `add`. See `RecordSink.rows`, and
   * `ParquetSink.rows` for records that are no lines: `line` is null then, and `base` their row group.
   */
  addScanned(from: number, to: number, line: number | null, base: number): number {
    if (this.#scanned === null) return from;
    const next = this.#scanned.add(from, to, this.#rows, line, base);
    this.#rows += next - from;
    return next;
  }

  /** `isFirst`: nobody parses another chunk of the file yet, so that this one may decide which texts go beside. */
  finish(previewCount: number, { isFirst = false } = {}): IndexedChunk {
    const planned = new Map(this.#plan.fields.map((entry) => [entry.field, entry]));
    for (const field of this.#scanned?.heldBack() ?? []) this.#heldBack.add(field);
    const own = this.#own.finish(this.#rows);
    const built: BuiltColumn[] = [...this.#builders.values()]
      .map((builder) => builder.finish(this.#rows))
      .filter(
        (column) =>
          column.type !== null ||
          planned.has(column.field) ||
          !(column.field !== null && this.#heldBack.has(column.field)),
      );
    const fields: IndexedField[] = built.map(({ cells: _, ...column }) => ({
      ...column,
      isBeside: isBeside(column, planned.get(column.field), isFirst),
      // A field of nothing but nulls takes the planned type, so that the batch fits the table as it is.
      arrivedAs: column.type ?? planned.get(column.field)?.type ?? "text",
    }));
    const data: BatchColumn[] = built.map((column, index) => ({
      type: fields[index]?.arrivedAs ?? "text",
      cells: column.cells,
    }));
    const columns = [...own, ...data];
    const previewRows: IndexCell[][] = [];
    for (let row = 0; row < Math.min(previewCount, this.#rows); row++) {
      previewRows.push(columns.map((column) => cellAt(column.cells, row)));
    }
    const beside = [
      ...OWN_LAYOUT.flatMap((column, at) =>
        column.isBeside ? [{ at, isJson: false, own: column.name }] : [],
      ),
      ...fields.flatMap(({ isBeside, type, field }, index) =>
        isBeside ? [{ at: own.length + index, isJson: type === "json", field }] : [],
      ),
    ];
    const { texts, presence } = packBeside(columns, beside, this.#rows);
    return {
      ipc: writeArrowBatch(
        columns.map((column, at) => presence.get(at) ?? column),
        this.#rows,
      ),
      texts,
      rows: this.#rows,
      fields,
      ownTexts: this.#own.textFacts(),
      heldBack: [...this.#heldBack],
      marks: this.#marks,
      previewRows,
    };
  }

  #addFields(record: Value, facts: ConversationFacts): void {
    const names = record.names();
    for (let position = 0; position < names.length; position++) {
      const name = names[position] as string;
      const value = record.fieldAt(position);
      if (value === null) continue;
      const builder =
        this.#lastNames[position] === name ? this.#lastBuilders[position] : this.#remember(position, name);
      if (isNested(value) && facts.usedFields.includes(name)) {
        this.#heldBack.add(name);
        builder?.note(this.#rows);
        continue;
      }
      builder?.add(this.#rows, value);
    }
  }

  #remember(position: number, name: string): ColumnBuilder {
    const builder = this.#builderOf(name);
    this.#lastNames[position] = name;
    this.#lastBuilders[position] = builder;
    return builder;
  }

  #builderOf(field: string | null): ColumnBuilder {
    let builder = this.#builders.get(field);
    if (!builder) {
      builder = new ColumnBuilder(field, null, this.#cells);
      this.#builders.set(field, builder);
    }
    return builder;
  }
}

function isBeside(
  column: Pick<BuiltColumn, "type" | "stored">,
  planned: PlannedField | undefined,
  isFirst: boolean,
): boolean {
  if (planned !== undefined) return planned.isBeside ?? false;
  return isFirst && column.type === "text" && column.stored === "preview";
}

/** Objects, and lists that hold anything but scalars. Texts and lists of texts stay columns even where a conversation uses them. */
function isNested(value: Value): boolean {
  if (value.kind === "object") return true;
  if (value.kind !== "list") return false;
  const first = value.item(0);
  return first === null || first.kind === "object" || first.kind === "list";
}
