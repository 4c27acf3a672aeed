import { exactNumber, printDouble } from "./exact-number";
import { firstSign } from "./first-sign";
import { JsonNumber } from "./json-number";
import type { Utf8Sink, Value, ValueKind } from "./value";
import { WrittenNumbers } from "./written-numbers";

/**
 * `Value` over parsed JSON. Numbers may be doubles, bigints, or `JsonNumber` where a double would round.
 * Only own fields exist: a record with a key `__proto__` or `constructor` reads like any other.
 */
export function jsonValue(parsed: unknown): Value {
  return new JsonValue(parsed, null, null);
}

/** The same over what JSON.parse made of `text`: its numbers say their digits as they stand there. */
export function writtenValue(parsed: unknown, text: string): Value {
  return new JsonValue(parsed, new WrittenNumbers(parsed, text), null);
}

/** Unicode code points of `text`; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  const units = text.length;
  // Text without surrogates needs no loop, and V8 knows that of a Latin-1 string without looking at it.
  if (!/[\ud800-\udbff]/.test(text)) return units;
  let pairs = 0;
  for (let i = 1; i < units; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) pairs++;
  }
  return units - pairs;
}

const NOT_ASKED = Symbol("not asked");

class JsonValue implements Value {
  readonly kind: ValueKind;
  #names: readonly string[] | undefined;
  #asWritten: unknown = NOT_ASKED;

  /** `key` is the place in `parent`, where that is no text that the whole was read from. */
  constructor(
    private readonly raw: unknown,
    private readonly parent: JsonValue | WrittenNumbers | null,
    private readonly key: string | number | null,
  ) {
    this.kind = kindOf(raw);
  }

  get(name: string): Value | null {
    if (this.kind !== "object") return null;
    const found = (this.raw as Record<string, unknown>)[name];
    if (found === undefined) return null;
    // Everything a plain object inherits is a function, which JSON never holds, or `__proto__`.
    if (typeof found === "function") return null;
    if (name === "__proto__" && !Object.hasOwn(this.raw as object, name)) return null;
    return new JsonValue(found, this, name);
  }

  names(): readonly string[] {
    this.#names ??= this.kind === "object" ? Object.keys(this.raw as object) : [];
    return this.#names;
  }

  fieldAt(index: number): Value | null {
    const name = this.names()[index];
    return name === undefined ? null : new JsonValue((this.raw as Record<string, unknown>)[name], this, name);
  }

  fields(): Iterable<readonly [name: string, value: Value]> {
    if (this.kind !== "object") return [];
    const raw = this.raw as Record<string, unknown>;
    return Object.keys(raw).map((name) => [name, new JsonValue(raw[name], this, name)] as const);
  }

  items(): Iterable<Value> {
    if (this.kind !== "list") return [];
    return (this.raw as unknown[]).map((item, index) => new JsonValue(item, this, index));
  }

  item(index: number): Value | null {
    if (this.kind !== "list") return null;
    const list = this.raw as unknown[];
    return index >= 0 && index < list.length ? new JsonValue(list[index], this, index) : null;
  }

  get size(): number {
    if (this.kind === "list") return (this.raw as unknown[]).length;
    if (this.kind === "object") return Object.keys(this.raw as object).length;
    return 0;
  }

  text(): string {
    switch (this.kind) {
      case "text":
        return this.raw as string;
      case "number":
        return numberText(this.raw instanceof JsonNumber ? this.raw : this.#written());
      case "boolean":
        return this.raw === true ? "true" : "false";
      case "null":
      case "list":
      case "object":
        return "";
    }
  }

  get length(): number {
    return this.kind === "text" ? countCodePoints(this.raw as string) : 0;
  }

  number(): number {
    if (this.kind !== "number") return Number.NaN;
    return this.raw instanceof JsonNumber ? Number(this.raw.raw) : Number(this.raw);
  }

  get isExactDouble(): boolean {
    if (this.raw instanceof JsonNumber) return !(exactNumber(this.raw.raw) instanceof JsonNumber);
    return typeof this.raw === "number";
  }

  get isFloat(): boolean {
    return false;
  }

  head(_chars: number): string {
    return this.text();
  }

  boolean(): boolean {
    return this.raw === true;
  }

  get firstSign(): string {
    return this.kind === "text" ? firstSign(this.raw as string) : "";
  }

  get isBroken(): boolean {
    if (this.kind !== "text") return false;
    const text = this.raw as string;
    return text.includes("\ufffd") || !text.isWellFormed();
  }

  feed(sink: Utf8Sink): void {
    if (this.kind === "text") sink.text(this.raw as string);
  }

  /** The same with numbers as they are written; what was parsed where that is not known. Of any depth. */
  #written(): unknown {
    const path: JsonValue[] = [];
    let known: JsonValue = this;
    while (known.#asWritten === NOT_ASKED && known.parent instanceof JsonValue) {
      path.push(known);
      known = known.parent;
    }
    if (known.#asWritten === NOT_ASKED)
      known.#asWritten = known.parent instanceof WrittenNumbers ? known.parent.value : known.raw;
    let value = known.#asWritten;
    for (const each of path.reverse()) {
      value = (value as Record<string | number, unknown>)[each.key as string | number];
      each.#asWritten = value;
    }
    return value;
  }
}

function kindOf(raw: unknown): ValueKind {
  switch (typeof raw) {
    case "string":
      return "text";
    case "number":
    case "bigint":
      return "number";
    case "boolean":
      return "boolean";
    case "object":
      if (raw === null) return "null";
      if (Array.isArray(raw)) return "list";
      return raw instanceof JsonNumber ? "number" : "object";
    default:
      return "null";
  }
}

function numberText(raw: unknown): string {
  if (raw instanceof JsonNumber) return raw.raw;
  return typeof raw === "number" ? printDouble(raw) : String(raw);
}
