/** A JSON number that a double would round, or print in another way; `raw` is the number as written in the file. */
export class JsonNumber {
  constructor(readonly raw: string) {}

  /** The rounded number, so that JSON.stringify gives a number and not an object. */
  toJSON(): number {
    return Number(this.raw);
  }
}
