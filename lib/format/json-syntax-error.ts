/** Where and why a text is not JSON. */
export class JsonSyntaxError extends Error {
  constructor(
    /** UTF-16 index in the text. */
    readonly position: number,
    readonly reason: string,
    /** The text is the beginning of something that could still become JSON. */
    readonly isCut = false,
  ) {
    super(reason);
    this.name = "JsonSyntaxError";
  }
}
