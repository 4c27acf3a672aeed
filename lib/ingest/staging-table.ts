import type { Engine } from "@/lib/engine";
import { type TextBatch, TextStore } from "@/lib/previews";
import {
  AHEAD_TABLE,
  ARRIVAL_TABLE,
  type ArrivingColumn,
  addColumnSql,
  appendArrivalSql,
  COMPRESS_STAGED_SQL,
  createStagingSql,
  cutColumnSql,
  DROP_AHEAD_SQL,
  keepAheadSql,
  STAGING_TABLE,
  type StagingColumn,
  stagingViewSql,
  widenColumnSql,
} from "@/lib/query";
import {
  type Column,
  type ColumnType,
  NO_TEXTS,
  OWN_COLUMNS,
  type PendingColumns,
  PREVIEW_CHARS,
  presenceColumn,
  type TextFacts,
  TextFactsSum,
  uniqueColumnName,
  widen,
} from "@/lib/schema";
import type { IndexedChunk, IndexedField } from "./chunk-indexer";
import type { IndexedColumns } from "./index-columns";
import type { PlannedField } from "./index-plan";
import type { LateField, TypeConflict } from "./model";
import { OWN_LAYOUT } from "./own-columns";
import { RowsAhead } from "./rows-ahead";
import { shiftLines } from "./shift-lines";

interface StagedField extends PlannedField {
  name: string;
  texts: TextFactsSum;
  /** Whether the table in the database has the column yet. */
  isCreated: boolean;
}

/** What a chunk changed about the columns of the index, for the load report. */
export interface SchemaChange {
  typeConflicts: TypeConflict[];
  lateFields: LateField[];
}

/**
 * Rows and bytes after which what was appended is compressed. DuckDB compresses whole groups of 122,880 rows, and those
 * that are not full once more; rows of kilobytes must not wait for so many.
 */
const COMPRESS_ROWS = 122_880;
const COMPRESS_BYTES = 128 << 20;
/**
 * Beginnings of texts are all different: to compress them takes several times as long as all other columns, for a third of
 * their size. Only an index of so many bytes could not do without: the database has some 3 GB.
 */
const COMPRESS_BEGINNINGS_BYTES = 2 * 2 ** 30;

/** The growing index table: knows its columns, and changes them when a chunk brings a new field or a wider type. */
export class StagingTable {
  readonly #fields: StagedField[] = [];
  readonly #names = new Set<string>(OWN_LAYOUT.map((own) => own.name.toLowerCase()));
  readonly #fileNames: readonly string[];
  /** Columns to be altered before the next rows go in: name and type in the table. */
  readonly #toWiden = new Map<string, ColumnType | null>();
  readonly #toCut = new Set<string>();
  /** Fields that were there from early on, but as conversations, which are no columns. */
  readonly #heldBack = new Set<string>();
  readonly #ownTexts = new Map<string, TextFactsSum>();
  #isCreated = false;
  #isLarge = false;
  /** Appended since the last time that rows were compressed. */
  #loose = { rows: 0, bytes: 0 };
  #rows = 0;
  /** Rows that statements see: those up to `whole` with all of their columns. */
  #published = { whole: 0, all: 0 };
  #ahead: RowsAhead | null = null;
  #columns: readonly Column[] | undefined;

  /** Texts that lie beside the table, of as many rows as were appended. */
  readonly store: TextStore;

  constructor(fileNames: readonly string[], store = new TextStore()) {
    this.#fileNames = fileNames;
    this.store = store;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Fields as chunks not yet parsed are to fill them. */
  get planned(): readonly PlannedField[] {
    return this.#fields.map(({ field, type, stored, isWide = false, isBeside = false }) => ({
      field,
      type,
      stored,
      isWide,
      isBeside,
    }));
  }

  /** The same array until a column is added or changes: views ask the database again when it is another one. */
  get columns(): readonly Column[] {
    this.#columns ??= this.#fields.map(({ name, field, type, stored, isBeside }) => ({
      name,
      field,
      type: type ?? "text",
      stored,
      isEnum: false,
      ...(isBeside ? { isBeside } : {}),
    }));
    return this.#columns;
  }

  /** Says how many bytes of rows will be appended, about. To be called before the first are. */
  expect(bytes: number): void {
    this.#isLarge = bytes >= COMPRESS_BEGINNINGS_BYTES;
  }

  /**
   * Takes note of a chunk's fields, so that chunks parsed from now on follow the same plan. To be called once
   * for each chunk, in order; `rowStart` is the row at which the chunk will be appended.
   */
  learn(chunk: Pick<IndexedChunk, "fields" | "heldBack" | "ownTexts">, rowStart: number): SchemaChange {
    const change: SchemaChange = { typeConflicts: [], lateFields: [] };
    for (const seen of chunk.fields) {
      const known = this.#fields.find((entry) => entry.field === seen.field);
      if (!known) {
        const name = seen.field === null ? OWN_COLUMNS.value : uniqueColumnName(seen.field, this.#names);
        this.#names.add(name.toLowerCase());
        const texts = new TextFactsSum();
        texts.add(seen.texts);
        const { field, type, stored, isWide, isBeside } = seen;
        this.#fields.push({ field, type, stored, isWide, isBeside, name, texts, isCreated: false });
        this.#columns = undefined;
        const row = rowStart + Math.max(0, seen.firstRow);
        if (row > 0 && seen.field !== null && !this.#heldBack.has(seen.field))
          change.lateFields.push({ field: seen.field, row });
      }
      change.typeConflicts.push(...typeConflictsOf(seen, known ?? null, rowStart));
      if (!known) continue;
      known.texts.add(seen.texts);
      if (seen.isWide) known.isWide = true;
      if (seen.type !== null && seen.type !== known.type) {
        const wide = known.type === null ? seen.type : widen(known.type, seen.type, known.isWide);
        if (wide !== known.type) {
          if (known.isBeside) this.store.turnToJson(known.name);
          else if (known.isCreated && !this.#toWiden.has(known.name))
            this.#toWiden.set(known.name, known.type);
          known.type = wide;
          this.#columns = undefined;
        }
      }
      if (seen.stored === "preview" && known.stored === "full") {
        known.stored = "preview";
        this.#columns = undefined;
        if (known.isCreated && known.type !== "json") this.#toCut.add(known.name);
      }
    }
    for (const field of chunk.heldBack) this.#heldBack.add(field);
    for (const [name, texts] of Object.entries(chunk.ownTexts)) {
      const sum = this.#ownTexts.get(name) ?? new TextFactsSum();
      sum.add(texts);
      this.#ownTexts.set(name, sum);
    }
    return change;
  }

  /** What the texts of each column of type text or list of text have in common, by column name. */
  texts(): ReadonlyMap<string, TextFacts> {
    const sums = [...this.#ownTexts, ...this.#fields.map((entry) => [entry.name, entry.texts] as const)];
    return new Map(sums.map(([name, sum]) => [name, sum.total()]));
  }

  /**
   * Appends a chunk that `learn` was told of. `lineStart` is the number of lines of the file before it.
   * The chunk's buffer is handed over. Rejects with EngineError.
   */
  async append(engine: Engine, chunk: IndexedChunk, lineStart: number): Promise<void> {
    await this.#alter(engine);
    if (chunk.rows === 0) return;
    shiftLines(chunk.ipc, lineStart);
    this.#loose.rows += chunk.rows;
    this.#loose.bytes += chunk.ipc.byteLength;
    if (this.#fitsTable(chunk)) await engine.insertArrow(STAGING_TABLE, chunk.ipc, { create: false });
    else await this.#appendByName(engine, chunk);
    this.#rows += chunk.rows;
    this.store.append(this.#placed(chunk));
    if (this.#loose.rows >= COMPRESS_ROWS || this.#loose.bytes >= COMPRESS_BYTES) {
      this.#loose = { rows: 0, bytes: 0 };
      await engine.execute(COMPRESS_STAGED_SQL);
    }
  }

  /**
   * From here on `appendAhead` adds rows from `rowStart` on before `append` does, of which only these fields are known. The
   * fields are among those that were learned.
   */
  beginAhead(rowStart: number, fields: readonly string[]): void {
    this.#ahead = new RowsAhead(rowStart, fields, (field) => this.#textsOf(field));
  }

  /** Appends to the rows ahead. The chunk's buffer is handed over. Rejects with EngineError. */
  async appendAhead(engine: Engine, chunk: IndexedColumns): Promise<SchemaChange> {
    const ahead = this.#ahead;
    if (ahead === null) throw new RangeError("no rows are read ahead");
    const fields = chunk.fields.map((seen) => ({ ...seen, texts: NO_TEXTS }));
    const change = this.learn({ fields, heldBack: [], ownTexts: {} }, ahead.rowEnd);
    await this.#alter(engine);
    await ahead.append(engine, chunk, this.#arriving(chunk));
    return change;
  }

  /** Forgets the rows ahead: all of them were appended, or those that were not are not wanted. */
  async dropAhead(engine: Engine): Promise<void> {
    if (this.#ahead === null) return;
    await engine.texts()?.extend();
    this.#ahead = null;
    this.#published = { whole: this.#rows, all: this.#rows };
    await engine.execute(`${this.#viewSql()}; ${DROP_AHEAD_SQL}`);
  }

  /** Appends the rows ahead that were not appended whole, as they are; returns the columns that they lack, if there are any. */
  async keepAhead(engine: Engine): Promise<PendingColumns | null> {
    const ahead = this.#ahead;
    if (ahead === null || ahead.rowEnd <= this.#rows) return null;
    await this.#alter(engine);
    await engine.execute(keepAheadSql(this.#rows, ahead.rowStart));
    const pending = { rowEnd: this.#rows, rows: ahead.rowEnd, names: ahead.lacking(this.#fields) };
    this.#rows = ahead.rowEnd;
    for (const entry of this.#fields) entry.texts = ahead.textsOf(entry.field) ?? entry.texts;
    return pending;
  }

  /** Columns that the published rows from `rowEnd` on do not have yet; null when they have all. */
  get pending(): PendingColumns | null {
    const { whole, all } = this.#published;
    return this.#ahead === null || whole === all
      ? null
      : { rowEnd: whole, rows: all, names: this.#ahead.lacking(this.#fields) };
  }

  #textsOf(field: string): TextFacts {
    return this.#fields.find((entry) => entry.field === field)?.texts.total() ?? NO_TEXTS;
  }

  /** Rows that statements see: those up to the last `publish`. */
  get publishedRows(): number {
    return this.#published.all;
  }

  /** Lets statements see the rows appended so far, of a table that is made now if no chunk did. */
  async publish(engine: Engine): Promise<void> {
    await this.#alter(engine);
    const published = { whole: this.#rows, all: Math.max(this.#rows, this.#ahead?.rowEnd ?? 0) };
    if (published.whole === this.#published.whole && published.all === this.#published.all) return;
    await engine.texts()?.extend();
    this.#published = published;
    await engine.execute(this.#viewSql());
  }

  #viewSql(): string {
    const { whole, all } = this.#published;
    return stagingViewSql(this.#fileNames, whole, whole < all ? (this.#ahead?.rowStart ?? null) : null);
  }

  async #alter(engine: Engine): Promise<void> {
    const statements: string[] = [];
    if (!this.#isCreated) {
      statements.push(DROP_AHEAD_SQL, createStagingSql(this.#definitions()));
    } else {
      for (const entry of this.#fields) {
        if (!entry.isCreated) statements.push(addColumnSql(this.#defined(entry)));
        const from = this.#toWiden.get(entry.name);
        for (const table of this.#ahead?.has(entry.field) ? [STAGING_TABLE, AHEAD_TABLE] : [STAGING_TABLE]) {
          if (from !== undefined && entry.type !== null)
            statements.push(widenColumnSql(entry.name, from, entry.type, table));
          if (this.#toCut.has(entry.name))
            statements.push(cutColumnSql(entry.name, entry.type, PREVIEW_CHARS, table));
        }
      }
    }
    if (statements.length === 0) return;
    for (const entry of this.#fields) entry.isCreated = true;
    this.#isCreated = true;
    this.#toWiden.clear();
    this.#toCut.clear();
    await engine.execute([...statements, this.#viewSql()].join("; "));
  }

  #definitions(): StagingColumn[] {
    return [...OWN_LAYOUT, ...this.#fields].map((column) => this.#defined(column));
  }

  #defined(column: (typeof OWN_LAYOUT)[number] | StagedField): StagingColumn {
    const { name, type } = column;
    if (column.isBeside) return { name: presenceColumn(name), type: "boolean" };
    const isPreview = "stored" in column && column.stored === "preview";
    return { name, type, isPlain: !this.#isLarge && isPreview && type === "text" };
  }

  #placed({ rows, texts: { columns, ...texts } }: IndexedChunk): TextBatch {
    const named = columns.map(({ isJson, textBytes, ...column }) => ({
      name: "own" in column ? column.own : this.#fieldOf(column.field).name,
      isJson,
      textBytes,
    }));
    return { rows, ...texts, columns: named, start: 0 };
  }

  #fieldOf(field: string | null): StagedField {
    const staged = this.#fields.find((entry) => entry.field === field);
    if (!staged) throw new RangeError("a chunk holds a field that the index does not know");
    return staged;
  }

  #fitsTable(chunk: IndexedChunk): boolean {
    return (
      chunk.fields.length === this.#fields.length &&
      chunk.fields.every((seen, index) => {
        const staged = this.#fields[index];
        return (
          staged?.field === seen.field && (staged.isBeside || (staged.type ?? "text") === seen.arrivedAs)
        );
      })
    );
  }

  async #appendByName(engine: Engine, chunk: IndexedChunk): Promise<void> {
    await engine.insertArrow(ARRIVAL_TABLE, chunk.ipc, { create: true });
    const own = OWN_LAYOUT.map((column) => this.#defined(column)).map((column) => ({
      ...column,
      arrivedAs: column.type,
    }));
    await engine.execute(appendArrivalSql([...own, ...this.#arriving(chunk)]));
  }

  #arriving({ fields }: Pick<IndexedChunk, "fields">): ArrivingColumn[] {
    return fields.map((seen) => {
      const staged = this.#fieldOf(seen.field);
      const column = this.#defined(staged);
      return { ...column, arrivedAs: staged.isBeside ? column.type : seen.arrivedAs };
    });
  }
}

/**
 * What a chunk adds to the types of a field that the index knows as `known`. A chunk tells every change within it,
 * though the chunks before may have met the same types: those are one conflict, at the first row.
 */
function typeConflictsOf(
  seen: IndexedField,
  known: Pick<PlannedField, "type" | "isWide"> | null,
  rowStart: number,
): TypeConflict[] {
  const { field } = seen;
  if (field === null) return [];
  const conflicts: TypeConflict[] = [];
  let type = known?.type ?? null;
  let isWide = known?.isWide ?? false;
  const meet = (met: ColumnType, row: number): void => {
    const wide = type === null ? met : widen(type, met, isWide);
    if (type !== null && wide !== type) conflicts.push({ field, from: type, to: wide, row });
    type = wide;
  };
  const firstRow = rowStart + Math.max(0, seen.firstRow);
  for (const { from, to, row } of seen.widenings) {
    meet(from, firstRow);
    meet(to, rowStart + row);
  }
  isWide ||= seen.isWide;
  if (seen.type !== null) meet(seen.type, firstRow);
  return conflicts;
}
