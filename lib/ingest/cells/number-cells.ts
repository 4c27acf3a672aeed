import { type Data, Float64, Int64, makeData } from "apache-arrow";
import type { NumberColumn } from "./cells";
import { Validity } from "./validity";

const FIRST_ROWS = 256;

export class NumberCells implements NumberColumn {
  readonly scanned = null;
  isInteger = true;
  readonly #validity = new Validity();
  #values = new Float64Array(FIRST_ROWS);

  get rows(): number {
    return this.#validity.rows;
  }

  add(row: number, value: number): void {
    this.fillTo(row);
    this.#push(value, true);
  }

  fillTo(row: number): void {
    while (this.rows < row) this.#push(0, false);
  }

  at(row: number): number | null {
    return this.#validity.isValid(row) ? (this.#values[row] as number) : null;
  }

  data(): Data {
    const { rows: length, nullCount } = this.#validity;
    const common = { length, nullCount, nullBitmap: this.#validity.bitmap() };
    if (!this.isInteger)
      return makeData({ type: new Float64(), ...common, data: this.#values.subarray(0, length) });
    const data = new BigInt64Array(length);
    const words = new Int32Array(data.buffer);
    for (let row = 0; row < length; row++) {
      // BigInt(value) for every number would allocate; two 32-bit words (`|` is modulo 2^32) do not.
      const value = this.#values[row] as number;
      words[row * 2] = value | 0;
      words[row * 2 + 1] = Math.floor(value / 4294967296);
    }
    return makeData({ type: new Int64(), ...common, data });
  }

  #push(value: number, isValid: boolean): void {
    if (this.rows === this.#values.length) {
      const grown = new Float64Array(2 * this.#values.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.rows] = value;
    this.#validity.add(isValid);
  }
}
