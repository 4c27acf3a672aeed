import { firstSign } from "@/lib/format/first-sign";
import type { Utf8Sink, Value, ValueKind } from "@/lib/format/value";
import { countCodePoints } from "./count-code-points";

const NO_NAMES: readonly string[] = [];
const NO_FIELDS: readonly (readonly [string, Value])[] = [];
const NO_ITEMS: readonly Value[] = [];
const encoder = new TextEncoder();
/** A byte order mark inside a text is a character of it. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** What a value answers when it is of another kind; each backing overrides what it has. */
export abstract class BaseValue implements Value {
  abstract readonly kind: ValueKind;
  get(_name: string): Value | null {
    return null;
  }
  names(): readonly string[] {
    return NO_NAMES;
  }
  fieldAt(_index: number): Value | null {
    return null;
  }
  fields(): Iterable<readonly [name: string, value: Value]> {
    return NO_FIELDS;
  }
  items(): Iterable<Value> {
    return NO_ITEMS;
  }
  item(_index: number): Value | null {
    return null;
  }
  get size(): number {
    return 0;
  }
  text(): string {
    return "";
  }
  get length(): number {
    return 0;
  }
  number(): number {
    return Number.NaN;
  }
  get isExactDouble(): boolean {
    return false;
  }
  head(_chars: number): string {
    return this.text();
  }
  boolean(): boolean {
    return false;
  }
  get firstSign(): string {
    return "";
  }
  get isBroken(): boolean {
    return false;
  }
  feed(_sink: Utf8Sink): void {}
}

class NullValue extends BaseValue {
  readonly kind = "null";
}

class BooleanValue extends BaseValue {
  readonly kind = "boolean";
  constructor(private readonly value: boolean) {
    super();
  }
  override text(): string {
    return String(this.value);
  }
  override boolean(): boolean {
    return this.value;
  }
}

export const NULL: Value = new NullValue();
export const TRUE: Value = new BooleanValue(true);
export const FALSE: Value = new BooleanValue(false);

/** A number that a double holds; its digits are made on demand. */
export class DoubleValue extends BaseValue {
  readonly kind = "number";
  constructor(private readonly value: number) {
    super();
  }
  override text(): string {
    return String(this.value);
  }
  override number(): number {
    return this.value;
  }
  override get isExactDouble(): boolean {
    return true;
  }
}

/** A number whose digits a double may not hold: 64-bit integers, decimals. */
export class DigitsValue extends BaseValue {
  readonly kind = "number";
  constructor(private readonly digits: string) {
    super();
  }
  override text(): string {
    return this.digits;
  }
  override number(): number {
    return Number(this.digits);
  }
}

/** UTF-8 bytes [start, end) of a column's text. Nothing is decoded before text() is called. */
export class Utf8Value extends BaseValue {
  readonly kind = "text";
  constructor(
    private readonly bytes: Uint8Array,
    private readonly start: number,
    private readonly end: number,
  ) {
    super();
  }
  override text(): string {
    return decoder.decode(this.bytes.subarray(this.start, this.end));
  }
  override head(chars: number): string {
    let end = Math.min(this.end, this.start + chars * 4);
    // Not in the middle of a character: its later bytes are 10xxxxxx.
    while (end < this.end && ((this.bytes[end] ?? 0) & 0xc0) === 0x80) end++;
    return decoder.decode(this.bytes.subarray(this.start, end));
  }
  override get length(): number {
    return countCodePoints(this.bytes, this.start, this.end);
  }
  override get firstSign(): string {
    if (this.start === this.end) return "";
    const first = this.bytes[this.start] as number;
    return first > 32 && first < 0x80 ? String.fromCharCode(first) : firstSign(this.text());
  }
  override get isBroken(): boolean {
    const bytes = this.bytes.subarray(this.start, this.end);
    for (let place = bytes.indexOf(0xef); place >= 0; place = bytes.indexOf(0xef, place + 1)) {
      if (bytes[place + 1] === 0xbf && bytes[place + 2] === 0xbd) return true;
    }
    return false;
  }
  override feed(sink: Utf8Sink): void {
    sink.utf8(this.bytes, this.start, this.end);
  }
}

/** Text that was made from a value of another type: a timestamp, bytes in hex. */
export function derivedText(text: string): Value {
  const bytes = encoder.encode(text);
  return new Utf8Value(bytes, 0, bytes.length);
}
