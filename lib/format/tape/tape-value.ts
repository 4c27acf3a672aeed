import { decodeLenient } from "../decode-utf8";
import { exactNumber, printDouble } from "../exact-number";
import { firstSign } from "../first-sign";
import { JsonNumber } from "../json-number";
import { SHORT_BYTES, shortText } from "../short-text";
import type { Utf8Sink, Value, ValueKind } from "../value";
import type { Tape } from "./tape";

// The numbers of assembly/layout.ts.
const FALSE = 1;
const TRUE = 2;
const NUMBER = 3;
const DIGITS = 4;
/** Word 1 of a number that stands in no text: 1 when its source declares it floating-point. */
const FLOATING = 1;
const TEXT = 5;
const WIDE_TEXT = 6;
const LIST = 7;
const OBJECT = 8;

const KINDS: readonly ValueKind[] = [
  "null",
  "boolean",
  "boolean",
  "number",
  "number",
  "text",
  "text",
  "list",
  "object",
];

const ENTRY_WORDS = 4;
const NO_NAMES: readonly string[] = [];

/** `Value` over the entries that the scanner wrote. Holds until the next window of lines is read. */
export class TapeValue implements Value {
  readonly kind: ValueKind;
  #text: string | undefined;

  /** `at`: the first word of the entry. */
  constructor(
    private readonly tape: Tape,
    private readonly at: number,
  ) {
    this.kind = KINDS[tape.words[at] as number] as ValueKind;
  }

  /** Number of an object's shape: of its names in their order. Of this chunk only. */
  get shape(): number {
    return this.tape.words[this.at + 3] as number;
  }

  /** Address and bytes of a text. */
  get span(): readonly [at: number, bytes: number] {
    const { words } = this.tape;
    return [words[this.at + 1] as number, words[this.at + 2] as number];
  }

  get(name: string): TapeValue | null {
    const { words, shapes } = this.tape;
    if (words[this.at] !== OBJECT) return null;
    const place = shapes.at(words[this.at + 3] as number).places.get(name);
    return place === undefined ? null : this.child(place);
  }

  names(): readonly string[] {
    const { words, shapes } = this.tape;
    return words[this.at] === OBJECT ? shapes.at(words[this.at + 3] as number).names : NO_NAMES;
  }

  fieldAt(index: number): Value | null {
    return this.kind === "object" && index < this.size ? this.child(index) : null;
  }

  fields(): Iterable<readonly [name: string, value: Value]> {
    return this.names().map((name, place) => [name, this.child(place)] as const);
  }

  items(): Iterable<Value> {
    if (this.kind !== "list") return [];
    return Array.from({ length: this.size }, (_, place) => this.child(place));
  }

  item(index: number): TapeValue | null {
    const isInside = this.kind === "list" && Number.isInteger(index) && index >= 0 && index < this.size;
    return isInside ? this.child(index) : null;
  }

  get size(): number {
    const kind = this.tape.words[this.at];
    return kind === LIST || kind === OBJECT ? (this.tape.words[this.at + 2] as number) : 0;
  }

  text(): string {
    this.#text ??= this.#decode();
    return this.#text;
  }

  get length(): number {
    return this.kind === "text" ? (this.tape.words[this.at + 3] as number) : 0;
  }

  number(): number {
    const { words, doubles } = this.tape;
    switch (words[this.at]) {
      case NUMBER:
        return doubles[(this.at >> 1) + 1] as number;
      case DIGITS:
        return Number(this.#digits());
      default:
        return Number.NaN;
    }
  }

  get isExactDouble(): boolean {
    const kind = this.tape.words[this.at];
    return kind === NUMBER || (kind === DIGITS && !(exactNumber(this.#digits()) instanceof JsonNumber));
  }

  get isFloat(): boolean {
    const { words } = this.tape;
    return words[this.at] === NUMBER && words[this.at + 1] === FLOATING;
  }

  head(chars: number): string {
    if (this.kind !== "text" || this.#text !== undefined) return this.text();
    const { words, bytes } = this.tape;
    const length = words[this.at + 2] as number;
    const start = words[this.at + 1] as number;
    if (words[this.at] === TEXT)
      return length <= chars ? this.text() : decodeLenient(bytes.subarray(start, start + chars));
    // A character takes up to four bytes.
    if (length <= chars * 4) return this.text();
    let end = start + chars * 4;
    while (((bytes[end] as number) & 0xc0) === 0x80) end--;
    return decodeLenient(bytes.subarray(start, end));
  }

  boolean(): boolean {
    return this.tape.words[this.at] === TRUE;
  }

  get firstSign(): string {
    if (this.kind !== "text") return "";
    const { words, bytes } = this.tape;
    const start = words[this.at + 1] as number;
    const end = start + (words[this.at + 2] as number);
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte >= 0x80) return firstSign(this.text());
      if (byte > 32 || byte < 9 || (byte > 13 && byte < 32)) return String.fromCharCode(byte);
    }
    return "";
  }

  get isBroken(): boolean {
    const { words, exports } = this.tape;
    if (words[this.at] !== WIDE_TEXT) return false;
    const start = words[this.at + 1] as number;
    return exports.holdsReplacement(start, start + (words[this.at + 2] as number)) !== 0;
  }

  feed(sink: Utf8Sink): void {
    if (this.kind !== "text") return;
    const { words, bytes } = this.tape;
    const start = words[this.at + 1] as number;
    sink.utf8(bytes, start, start + (words[this.at + 2] as number));
  }

  private child(place: number): TapeValue {
    const { words, base } = this.tape;
    return new TapeValue(this.tape, base + ((words[this.at + 1] as number) + place) * ENTRY_WORDS);
  }

  #decode(): string {
    const { words, bytes } = this.tape;
    switch (words[this.at]) {
      case TRUE:
        return "true";
      case FALSE:
        return "false";
      case NUMBER:
        return this.#writtenNumber();
      case DIGITS:
        return this.#digits();
      case TEXT:
      case WIDE_TEXT: {
        const start = words[this.at + 1] as number;
        const length = words[this.at + 2] as number;
        if (length <= SHORT_BYTES && words[this.at] === TEXT) return shortText(bytes, start, length);
        return decodeLenient(bytes.subarray(start, start + length));
      }
      default:
        return "";
    }
  }

  #writtenNumber(): string {
    const { words, bytes, doubles } = this.tape;
    const start = words[this.at + 1] as number;
    if (start <= FLOATING) return printDouble(doubles[(this.at >> 1) + 1] as number);
    let end = start + 1;
    while (isOfNumber(bytes[end] as number)) end++;
    return shortText(bytes, start, end - start);
  }

  #digits(): string {
    const { words, bytes } = this.tape;
    const start = words[this.at + 1] as number;
    return decodeLenient(bytes.subarray(start, start + (words[this.at + 2] as number)));
  }
}

/** Whether a byte goes on a number: a digit, a point, a sign or an E. */
function isOfNumber(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 46 || byte === 45 || byte === 43 || (byte | 32) === 101;
}
