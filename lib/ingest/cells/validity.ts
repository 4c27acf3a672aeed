const FIRST_ROWS = 256;

/** Which rows have a value: Arrow's bitmap, grown row by row. */
export class Validity {
  rows = 0;
  nullCount = 0;
  #bits = new Uint8Array(FIRST_ROWS >> 3);

  add(isValid: boolean): void {
    const byte = this.rows >> 3;
    if (byte >= this.#bits.length) {
      const grown = new Uint8Array(2 * this.#bits.length);
      grown.set(this.#bits);
      this.#bits = grown;
    }
    if (isValid) this.#bits[byte] = (this.#bits[byte] as number) | (1 << (this.rows & 7));
    else this.nullCount++;
    this.rows++;
  }

  /** Adds rows that all have a value. */
  addAll(rows: number): void {
    const end = this.rows + rows;
    const bytes = (end + 7) >> 3;
    if (bytes > this.#bits.length) {
      const grown = new Uint8Array(Math.max(bytes, 2 * this.#bits.length));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    while (this.rows < end && (this.rows & 7) !== 0) this.add(true);
    this.#bits.fill(0xff, this.rows >> 3, end >> 3);
    this.rows = Math.max(this.rows, end - (end & 7));
    while (this.rows < end) this.add(true);
  }

  isValid(row: number): boolean {
    return row < this.rows && (((this.#bits[row >> 3] as number) >> (row & 7)) & 1) === 1;
  }

  /** Null when no row is null, as Arrow has it. */
  bitmap(): Uint8Array | null {
    return this.nullCount === 0 ? null : this.#bits.subarray(0, (this.rows + 7) >> 3);
  }
}
