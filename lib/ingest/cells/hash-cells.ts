import { type Data, makeData, Uint64 } from "apache-arrow";
import type { HashColumn } from "./cells";
import { Validity } from "./validity";

const FIRST_ROWS = 256;

export class HashCells implements HashColumn {
  readonly scanned = null;
  readonly #validity = new Validity();
  #values = new BigUint64Array(FIRST_ROWS);

  get rows(): number {
    return this.#validity.rows;
  }

  add(row: number, hash: bigint | null): void {
    this.fillTo(row);
    this.#push(hash ?? 0n, hash !== null);
  }

  fillTo(row: number): void {
    while (this.rows < row) this.#push(0n, false);
  }

  at(row: number): bigint | null {
    return this.#validity.isValid(row) ? (this.#values[row] as bigint) : null;
  }

  data(): Data {
    const { rows: length, nullCount } = this.#validity;
    const data = this.#values.subarray(0, length);
    return makeData({ type: new Uint64(), length, nullCount, nullBitmap: this.#validity.bitmap(), data });
  }

  #push(hash: bigint, isValid: boolean): void {
    if (this.rows === this.#values.length) {
      const grown = new BigUint64Array(2 * this.#values.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.rows] = hash;
    this.#validity.add(isValid);
  }
}
