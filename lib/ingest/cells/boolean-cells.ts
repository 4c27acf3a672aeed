import { Bool, type Data, makeData } from "apache-arrow";
import type { BooleanColumn } from "./cells";
import { Validity } from "./validity";

const FIRST_ROWS = 256;

export class BooleanCells implements BooleanColumn {
  readonly scanned = null;
  readonly #validity = new Validity();
  #bits = new Uint8Array(FIRST_ROWS >> 3);

  get rows(): number {
    return this.#validity.rows;
  }

  add(row: number, value: boolean): void {
    this.fillTo(row);
    const byte = row >> 3;
    if (byte >= this.#bits.length) {
      const grown = new Uint8Array(2 * this.#bits.length);
      grown.set(this.#bits);
      this.#bits = grown;
    }
    if (value) this.#bits[byte] = (this.#bits[byte] as number) | (1 << (row & 7));
    this.#validity.add(true);
  }

  fillTo(row: number): void {
    while (this.rows < row) this.#validity.add(false);
  }

  at(row: number): boolean | null {
    return this.#validity.isValid(row) ? ((this.#bits[row >> 3] as number) & (1 << (row & 7))) !== 0 : null;
  }

  data(): Data {
    const { rows: length, nullCount } = this.#validity;
    const bytes = (length + 7) >> 3;
    const data = new Uint8Array(bytes);
    // Rows of null at the end may lie beyond the bits.
    data.set(this.#bits.subarray(0, bytes));
    return makeData({ type: new Bool(), length, nullCount, nullBitmap: this.#validity.bitmap(), data });
  }
}
