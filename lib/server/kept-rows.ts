import type { BigIntStats } from "node:fs";
import type { FirstRows } from "@/lib/ingest/model";

/** The rows of one file are a megabyte at most. */
const FILES_MOST = 16;

/** First rows of the files that were asked for last: who gets a link asks for those that who sent it saw. */
export class KeptRows {
  readonly #kept = new Map<string, Promise<FirstRows | null>>();

  /**
   * Those of a file as it stands on the disk, read as `asked` says; what cannot be read is tried again the next time.
   */
  get(stats: BigIntStats, asked: unknown, read: () => Promise<FirstRows | null>): Promise<FirstRows | null> {
    const { dev, ino, size, mtimeNs, ctimeNs } = stats;
    const key = JSON.stringify([[dev, ino, size, mtimeNs, ctimeNs].map(String), asked]);
    const rows = this.#kept.get(key) ?? read();
    this.#kept.delete(key);
    this.#kept.set(key, rows);
    rows.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= FILES_MOST) break;
      this.#kept.delete(oldest);
    }
    return rows;
  }
}
