export type ValueKind = "null" | "boolean" | "number" | "text" | "list" | "object";

/**
 * One value of a record, whatever holds its bytes: parsed JSON, Arrow columns, spans of a line.
 * All code that finds, normalises or measures conversations reads through this and nothing else,
 * so the index and the reader cannot disagree.
 */
export interface Value {
  readonly kind: ValueKind;
  /** Field of an object by name; null when this is no object or has no such own field. */
  get(name: string): Value | null;
  /** Names of an object's fields in their order in the source; objects with the same names may share the array. */
  names(): readonly string[];
  /** Value of an object's field by its place in `names()`; null when this is no object or has no such field. */
  fieldAt(index: number): Value | null;
  /** Fields of an object in their order in the source; empty for any other kind. */
  fields(): Iterable<readonly [name: string, value: Value]>;
  /** Items of a list in order; empty for any other kind. */
  items(): Iterable<Value>;
  /** Item of a list by index; null when this is no list or has no such item. */
  item(index: number): Value | null;
  /** Number of items of a list or of fields of an object; 0 for any other kind. */
  readonly size: number;
  /** Decoded text; for a number its digits as in the source; "true" / "false"; "" for null, list and object. */
  text(): string;
  /** Unicode code points of a text value, counted without decoding where the backing can; 0 for any other kind. */
  readonly length: number;
  /** Value of a number as a double (NaN for any other kind, and for numbers written as NaN). */
  number(): number;
  /** Whether `number()` is the number exactly as the source has it, so that `text()` would say nothing more. */
  readonly isExactDouble: boolean;
  /** Whether its source declares a number as floating-point, also where it happens to be whole. */
  readonly isFloat: boolean;
  /** The first characters of a text: at least `chars` of them, or all. Decodes little more than that. */
  head(chars: number): string;
  /** Value of a boolean; false for any other kind. */
  boolean(): boolean;
  /**
   * The first character of a text that is no white space (of a surrogate pair its first half); "" for a blank text and
   * any other kind.
   */
  readonly firstSign: string;
  /** Whether a text holds U+FFFD or half a surrogate pair, which UTF-8 turns into it; false for any other kind. */
  readonly isBroken: boolean;
  /**
   * Gives a text value to `sink` as UTF-8 where the backing holds it so, else decoded. Does nothing for any other kind.
   */
  feed(sink: Utf8Sink): void;
}

/** Takes in text, from whatever form a backing has it in. Lone surrogates count as U+FFFD. */
export interface Utf8Sink {
  text(text: string): void;
  /** Well-formed UTF-8: bytes [start, end). They may change after the call. */
  utf8(bytes: Uint8Array, start: number, end: number): void;
}

/** A running 64-bit hash over UTF-8 bytes. Two equal texts give equal hashes from every backing. */
export interface TextHash extends Utf8Sink {
  /** Feeds one byte, 0 to 255. */
  byte(value: number): void;
  /** An unsigned 64-bit integer. The hash starts anew after it. */
  digest(): bigint;
  /** Forgets what was fed. */
  reset(): void;
}
