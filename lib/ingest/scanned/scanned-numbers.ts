import { Bool, type Data, Float64, Int64, makeData, Uint64 } from "apache-arrow";
import type { Tape } from "@/lib/format";
import type { BooleanColumn, HashColumn, NumberColumn } from "../cells/cells";
import { KINDS, ScannedCells } from "./scanned-column";

/** Numbers in the scanner's memory. */
export class ScannedNumbers extends ScannedCells implements NumberColumn {
  isInteger = true;

  constructor(tape: Tape, kind: number = KINDS.doubles) {
    super(tape, kind);
  }

  add(row: number, value: number): void {
    this.tape.exports.addNumber(this.address, row, value);
    this.tape.refresh();
  }

  at(row: number): number | null {
    if (!this.isValid(row)) return null;
    const place = (this.word(5) >> 3) + row;
    return this.word(0) === KINDS.integers
      ? Number(new BigInt64Array(this.tape.bytes.buffer)[place])
      : (this.tape.doubles[place] as number);
  }

  data(): Data {
    if (this.isInteger && this.word(0) === KINDS.doubles) this.tape.exports.toIntegers(this.address);
    const { rows: length, nullCount } = this;
    const common = { length, nullCount, nullBitmap: this.bitmap() };
    const { buffer } = this.tape.bytes;
    return this.isInteger
      ? makeData({ type: new Int64(), ...common, data: new BigInt64Array(buffer, this.word(5), length) })
      : makeData({ type: new Float64(), ...common, data: new Float64Array(buffer, this.word(5), length) });
  }
}

/** Booleans in the scanner's memory. */
export class ScannedBooleans extends ScannedCells implements BooleanColumn {
  constructor(tape: Tape) {
    super(tape, KINDS.booleans);
  }

  add(row: number, value: boolean): void {
    this.tape.exports.addBoolean(this.address, row, value);
    this.tape.refresh();
  }

  at(row: number): boolean | null {
    if (!this.isValid(row)) return null;
    return ((this.tape.bytes[this.word(5) + (row >> 3)] as number) & (1 << (row & 7))) !== 0;
  }

  data(): Data {
    const { rows: length, nullCount } = this;
    const bytes = (length + 7) >> 3;
    const data = new Uint8Array(bytes);
    // Rows of null at the end may lie beyond the bits.
    data.set(this.tape.bytes.subarray(this.word(5), this.word(5) + Math.min(bytes, this.word(7))));
    return makeData({ type: new Bool(), length, nullCount, nullBitmap: this.bitmap(), data });
  }
}

/** Hashes in the scanner's memory. */
export class ScannedHashes extends ScannedCells implements HashColumn {
  constructor(tape: Tape) {
    super(tape, KINDS.hashes);
  }

  add(row: number, hash: bigint | null): void {
    if (hash === null) this.fillTo(row + 1);
    else this.tape.exports.addHash(this.address, row, Number(hash >> 32n), Number(hash & 0xffffffffn));
    this.tape.refresh();
  }

  at(row: number): bigint | null {
    return this.isValid(row) ? (this.#values()[row] ?? null) : null;
  }

  data(): Data {
    const { rows: length, nullCount } = this;
    return makeData({
      type: new Uint64(),
      length,
      nullCount,
      nullBitmap: this.bitmap(),
      data: this.#values(),
    });
  }

  #values(): BigUint64Array {
    return new BigUint64Array(this.tape.bytes.buffer, this.word(5), this.rows);
  }
}
