/** Tells by raw text which records are worth parsing, so that a search does not parse those that cannot be found. */
export interface RecordFilter {
  /**
   * Looks through raw text, of one record or of several lines. The answer gives the first place at or after `from`
   * that a record worth parsing may hold, -1 for none; it is asked with rising `from`.
   */
  lookThrough(text: string): (from: number) => number;
  /** Told in place of the sink of a record that was not parsed. It may turn out to be no JSON at all. */
  passOver(): void;
}
