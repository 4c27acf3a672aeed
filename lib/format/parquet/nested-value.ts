import type { Value } from "@/lib/format/value";
import { BaseValue } from "./scalar-value";

type ValueAt = (index: number) => Value;

/** Items [start, end) of a child column. */
export class ListValue extends BaseValue {
  readonly kind = "list";
  constructor(
    private readonly valueAt: ValueAt,
    private readonly start: number,
    private readonly end: number,
  ) {
    super();
  }
  override get size(): number {
    return this.end - this.start;
  }
  override *items(): Iterable<Value> {
    for (let place = this.start; place < this.end; place++) yield this.valueAt(place);
  }
  override item(index: number): Value | null {
    const isInside = Number.isInteger(index) && index >= 0 && index < this.size;
    return isInside ? this.valueAt(this.start + index) : null;
  }
}

/** The fields of a struct column, in schema order; shared by all its values. */
export interface StructShape {
  names: readonly string[];
  accessors: readonly ValueAt[];
}

/** A struct, or a row: an object that has every field of the schema, absent ones as null. */
export class StructValue extends BaseValue {
  readonly kind = "object";
  constructor(
    private readonly shape: StructShape,
    private readonly index: number,
  ) {
    super();
  }
  override get size(): number {
    return this.shape.names.length;
  }
  override get(name: string): Value | null {
    return this.shape.accessors[this.shape.names.indexOf(name)]?.(this.index) ?? null;
  }
  override names(): readonly string[] {
    return this.shape.names;
  }
  override fieldAt(index: number): Value | null {
    return this.shape.accessors[index]?.(this.index) ?? null;
  }
  override *fields(): Iterable<readonly [name: string, value: Value]> {
    const { names, accessors } = this.shape;
    for (const [place, name] of names.entries()) {
      const accessor = accessors[place];
      if (accessor) yield [name, accessor(this.index)];
    }
  }
}

/** Entries [start, end) of a map; keys that are no text go by their text. */
export class MapValue extends BaseValue {
  readonly kind = "object";
  constructor(
    private readonly keyAt: ValueAt,
    private readonly valueAt: ValueAt,
    private readonly start: number,
    private readonly end: number,
  ) {
    super();
  }
  override get size(): number {
    return this.end - this.start;
  }
  override get(name: string): Value | null {
    // From the end: of a key that comes twice the last counts, as in JSON.
    for (let place = this.end - 1; place >= this.start; place--) {
      if (keyText(this.keyAt(place)) === name) return this.valueAt(place);
    }
    return null;
  }
  override names(): readonly string[] {
    return Array.from({ length: this.size }, (_, place) => keyText(this.keyAt(this.start + place)));
  }
  override fieldAt(index: number): Value | null {
    return index >= 0 && index < this.size ? this.valueAt(this.start + index) : null;
  }
  override *fields(): Iterable<readonly [name: string, value: Value]> {
    for (let place = this.start; place < this.end; place++) {
      yield [keyText(this.keyAt(place)), this.valueAt(place)];
    }
  }
}

function keyText(key: Value): string {
  return key.kind === "null" ? "null" : key.text();
}
