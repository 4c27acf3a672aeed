import { printDouble } from "@/lib/format/exact-number";
import { jsonValue } from "@/lib/format/json-value";
import type { Utf8Sink, Value, ValueKind } from "@/lib/format/value";

const NO_NAMES: readonly string[] = [];
const NO_FIELDS: readonly (readonly [string, Value])[] = [];
const NO_ITEMS: readonly Value[] = [];

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
  get isFloat(): boolean {
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
  /** `isFloating`: of a column of floating-point numbers. */
  constructor(
    private readonly value: number,
    private readonly isFloating: boolean,
  ) {
    super();
  }
  override get isFloat(): boolean {
    return this.isFloating;
  }
  override text(): string {
    return printDouble(this.value);
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
  /** `isFloating`: of a column of floating-point numbers. */
  constructor(
    private readonly digits: string,
    private readonly isFloating: boolean,
  ) {
    super();
  }
  override get isFloat(): boolean {
    return this.isFloating;
  }
  override text(): string {
    return this.digits;
  }
  override number(): number {
    return Number(this.digits);
  }
}

/** Text that was made from a value of another type: a timestamp, bytes in hex. */
export function derivedText(text: string): Value {
  return jsonValue(text);
}
