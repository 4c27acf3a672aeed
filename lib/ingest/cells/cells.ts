import type { Data } from "apache-arrow";
import type { Value } from "@/lib/format";
import type { TextFacts } from "@/lib/schema";

export type IndexCell = string | number | bigint | boolean | IndexList | null;
export type IndexList = readonly (string | number | bigint | boolean | null)[];

/** The cells of one column, kept as Arrow wants them: a few buffers, and no object for a cell. */
export interface PackedCells {
  /** Rows so far. */
  readonly rows: number;
  /** Rows up to `row` that have no cell yet are null. */
  fillTo(row: number): void;
  /** The cell of a row, decoded; null past the end. */
  at(row: number): IndexCell;
  /** The column as Arrow holds it. Views of the cells, not copies, where the layout is the same. */
  data(): Data;
  /** Where the scanner itself can add cells; null where it cannot. */
  readonly scanned: ScannedColumn | null;
}

/** A column in the scanner's memory. */
export interface ScannedColumn {
  readonly address: number;
  /** Sets what the scanner adds without asking: bits of `TAKES`, and the UTF-16 code units that it keeps of a text, 0 for all. */
  take(kinds: number, units: number): void;
  /** Rows with text that the scanner added whole, and the code points of all their texts. */
  readonly tally: { texts: number; chars: number };
}

/** The numbers of assembly/columns.ts. */
export const TAKES = { text: 1, integer: 2, number: 4, boolean: 8, textList: 16, emptyList: 32 } as const;

export interface TextColumn extends PackedCells {
  /** Adds a text; rows before it that have none yet get none. `maxUnits`: UTF-16 code units that are kept of it. */
  add(row: number, value: Value, maxUnits: number): void;
  addText(row: number, text: string): void;
  /** Cuts every text to `maxUnits` UTF-16 code units. */
  cut(maxUnits: number): void;
  /** What the texts have in common. */
  facts(): TextFacts;
}

export interface TextListColumn extends PackedCells {
  /** Adds a list whose items are texts or null. */
  add(row: number, list: Value): void;
  addTexts(row: number, texts: readonly string[]): void;
  cut(maxUnits: number): void;
  facts(): TextFacts;
}

/** Numbers that a double holds exactly. */
export interface NumberColumn extends PackedCells {
  /** Set by the owner, who knows what a column of integers is to become. */
  isInteger: boolean;
  add(row: number, value: number): void;
}

export interface BooleanColumn extends PackedCells {
  add(row: number, value: boolean): void;
}

/** Unsigned 64-bit integers. */
export interface HashColumn extends PackedCells {
  add(row: number, hash: bigint | null): void;
}

/** Makes empty columns, all of one chunk, wherever their bytes are kept. */
export interface CellsMaker {
  texts(): TextColumn;
  textLists(): TextListColumn;
  numbers(): NumberColumn;
  /** Numbers that are all integers; `isInteger` is not to be set. */
  integers(): NumberColumn;
  booleans(): BooleanColumn;
  hashes(): HashColumn;
}

export type Cells = readonly IndexCell[] | PackedCells;

/** The cell of a row, however its column is kept. */
export function cellAt(cells: Cells, row: number): IndexCell {
  return isPacked(cells) ? cells.at(row) : (cells[row] ?? null);
}

export function isPacked(cells: Cells): cells is PackedCells {
  return !Array.isArray(cells);
}

/** Every cell, decoded. */
export function unpack(cells: PackedCells): IndexCell[] {
  return Array.from({ length: cells.rows }, (_, row) => cells.at(row));
}
