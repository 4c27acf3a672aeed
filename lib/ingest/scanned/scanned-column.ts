import type { Data } from "apache-arrow";
import type { Tape } from "@/lib/format";
import type { IndexCell, PackedCells, ScannedColumn } from "../cells/cells";

/** The numbers of assembly/columns.ts. */
export const KINDS = { texts: 1, doubles: 2, integers: 3, hashes: 4, booleans: 5, lists: 6 } as const;

/** A column whose cells lie in the scanner's memory, until the next chunk begins. */
export abstract class ScannedCells implements PackedCells, ScannedColumn {
  readonly scanned = this;
  readonly address: number;

  constructor(
    protected readonly tape: Tape,
    kind: number,
    address?: number,
  ) {
    this.address = address ?? tape.exports.newColumn(kind);
    tape.refresh();
  }

  abstract at(row: number): IndexCell;
  abstract data(): Data;

  get rows(): number {
    return this.word(1);
  }

  fillTo(row: number): void {
    this.tape.exports.fillTo(this.address, row);
    this.tape.refresh();
  }

  take(kinds: number, units: number): void {
    const { words } = this.tape;
    words[(this.address >> 2) + 10] = kinds;
    words[(this.address >> 2) + 11] = units;
  }

  get tally(): { texts: number; chars: number } {
    return { texts: this.word(13), chars: this.word(14) };
  }

  /** A word of the column, by its place in assembly/columns.ts. */
  protected word(place: number): number {
    return this.tape.words[(this.address >> 2) + place] as number;
  }

  protected get nullCount(): number {
    return this.word(2);
  }

  protected isValid(row: number): boolean {
    const byte = this.tape.bytes[this.word(3) + (row >> 3)] as number;
    return row < this.rows && ((byte >> (row & 7)) & 1) === 1;
  }

  /** Null when no row is null, as Arrow has it. */
  protected bitmap(): Uint8Array | null {
    const start = this.word(3);
    return this.nullCount === 0 ? null : this.tape.bytes.subarray(start, start + ((this.rows + 7) >> 3));
  }

  /** Where a text, or the items of a list, begin. */
  protected offset(row: number): number {
    return this.tape.words[(this.word(8) >> 2) + row] as number;
  }

  protected offsets(): Int32Array {
    return new Int32Array(this.tape.bytes.buffer, this.word(8), this.rows + 1);
  }
}
