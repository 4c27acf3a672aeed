import type { ParquetRows } from "./rows";

/** Decoded rows are kept up to this size; the last stretch always, however large. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_STRETCHES = 8;

/** The last decoded stretches, so that the neighbours of a row cost nothing. Concurrent calls share one decode. */
export class StretchCache {
  private readonly stretches = new Map<string, Promise<ParquetRows>>();
  private readonly sizes = new Map<string, number>();

  get(key: string, decode: () => Promise<ParquetRows>): Promise<ParquetRows> {
    const known = this.stretches.get(key);
    if (known) {
      // A Map lists keys in the order of insertion: the last used goes to the end.
      this.stretches.delete(key);
      this.stretches.set(key, known);
      return known;
    }
    const rows = decode();
    this.stretches.set(key, rows);
    rows.then(
      ({ sizeBytes }) => {
        this.sizes.set(key, sizeBytes);
        this.evict();
      },
      // The caller sees the error; the next call tries again.
      () => this.stretches.delete(key),
    );
    return rows;
  }

  private evict(): void {
    let total = 0;
    let kept = 0;
    for (const key of [...this.stretches.keys()].reverse()) {
      total += this.sizes.get(key) ?? 0;
      kept++;
      if (kept > 1 && (total > MAX_BYTES || kept > MAX_STRETCHES)) {
        this.stretches.delete(key);
        this.sizes.delete(key);
      }
    }
  }
}
