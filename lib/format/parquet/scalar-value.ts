import { TextHasher } from "@/lib/format/text-hash";
import type { TextHash, Value, ValueKind } from "@/lib/format/value";
import { countCodePoints } from "./count-code-points";

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
  hashInto(_hash: TextHash): void {}
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
  override hashInto(hash: TextHash): void {
    const { bytes, start, end } = this;
    if (hash instanceof TextHasher) hash.bytes(bytes, start, end);
    else for (let place = start; place < end; place++) hash.byte(bytes[place] as number);
  }
}

/** Text that was made from a value of another type: a timestamp, bytes in hex. */
export function derivedText(text: string): Value {
  const bytes = encoder.encode(text);
  return new Utf8Value(bytes, 0, bytes.length);
}
