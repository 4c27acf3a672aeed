import type { PassedLines } from "./tape";

/** Tells by raw text which records are worth parsing, so that a search does not parse those that cannot be found. */
export interface RecordFilter {
  /**
   * Looks through raw text, of one record or of several lines. The answer gives the first place at or after `from`
   * that a record worth parsing may hold, -1 for none; it is asked with rising `from`.
   */
  lookThrough(text: string): (from: number) => number;
  /** Passes over lines by their bytes, which is many times as quick: see `RunFinder`. Null where that cannot be. */
  passOverLines: ((bytes: Uint8Array, at: number, end: number) => PassedLines) | null;
  /** Told in place of the sink of records that were not parsed. They may turn out to be no JSON at all. */
  passOver(records: number): void;
}
