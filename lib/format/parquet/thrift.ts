/**
 * Thrift's compact protocol, as far as Parquet footers and page headers use it. Parsed generically, by field
 * number, so that a footer can be changed and written back with the parts we do not know left as they were.
 */
export type ThriftData = boolean | number | bigint | Uint8Array | ThriftList | ThriftMap | ThriftStruct;
export type ThriftStruct = Map<number, ThriftField>;
export interface ThriftField {
  type: number;
  data: ThriftData;
}
export interface ThriftList {
  kind: "list";
  itemType: number;
  items: ThriftData[];
}
export interface ThriftMap {
  kind: "map";
  keyType: number;
  valueType: number;
  entries: [ThriftData, ThriftData][];
}

export const THRIFT = {
  true: 1,
  false: 2,
  i8: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const;

/** Deeper nesting than any real footer; a hostile one must not exhaust the stack. */
const MAX_DEPTH = 64;

class Reader {
  position: number;
  constructor(
    readonly bytes: Uint8Array,
    start: number,
  ) {
    this.position = start;
  }

  byte(): number {
    const value = this.bytes[this.position++];
    if (value === undefined) throw new RangeError("thrift data ends early");
    return value;
  }

  varint(): bigint {
    let low = 0;
    let shift = 0;
    // Most numbers are short; the bigint path is for the few long ones.
    for (; shift < 28; shift += 7) {
      const byte = this.byte();
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt(low);
    }
    let wide = BigInt(low);
    for (; shift < 70; shift += 7) {
      const byte = this.byte();
      wide |= BigInt(byte & 0x7f) << BigInt(shift);
      if (byte < 0x80) return wide;
    }
    throw new RangeError("thrift number is too long");
  }

  zigzag(): bigint {
    const raw = this.varint();
    return (raw >> 1n) ^ -(raw & 1n);
  }

  /** A count that cannot be larger than the bytes that are left. */
  count(): number {
    const value = Number(this.varint());
    if (value > this.bytes.length - this.position) throw new RangeError("thrift count is too large");
    return value;
  }

  data(type: number, depth: number): ThriftData {
    if (depth > MAX_DEPTH) throw new RangeError("thrift data is nested too deep");
    switch (type) {
      // Inside lists and maps a boolean is a byte of its own; as a struct field its type says it (see struct()).
      case THRIFT.true:
      case THRIFT.false:
        return this.byte() === THRIFT.true;
      case THRIFT.i8:
        return (this.byte() << 24) >> 24;
      case THRIFT.i16:
      case THRIFT.i32:
        return Number(this.zigzag());
      case THRIFT.i64:
        return this.zigzag();
      case THRIFT.double:
        return this.slice(8);
      case THRIFT.binary:
        return this.slice(this.count());
      case THRIFT.list:
      case THRIFT.set:
        return this.list(depth);
      case THRIFT.map:
        return this.map(depth);
      case THRIFT.struct:
        return this.struct(depth + 1);
      default:
        throw new RangeError(`thrift type ${type} is unknown`);
    }
  }

  slice(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new RangeError("thrift data ends early");
    const part = this.bytes.subarray(this.position, end);
    this.position = end;
    return part;
  }

  list(depth: number): ThriftList {
    const head = this.byte();
    const size = head >> 4 === 15 ? this.count() : head >> 4;
    const itemType = head & 15;
    const items: ThriftData[] = [];
    for (let index = 0; index < size; index++) items.push(this.data(itemType, depth + 1));
    return { kind: "list", itemType, items };
  }

  map(depth: number): ThriftMap {
    const size = this.count();
    const types = size === 0 ? 0 : this.byte();
    const entries: [ThriftData, ThriftData][] = [];
    for (let index = 0; index < size; index++) {
      entries.push([this.data(types >> 4, depth + 1), this.data(types & 15, depth + 1)]);
    }
    return { kind: "map", keyType: types >> 4, valueType: types & 15, entries };
  }

  struct(depth: number): ThriftStruct {
    const fields: ThriftStruct = new Map();
    let id = 0;
    for (;;) {
      const head = this.byte();
      if (head === 0) return fields;
      const type = head & 15;
      id = head >> 4 === 0 ? Number(this.zigzag()) : id + (head >> 4);
      const isBoolean = type === THRIFT.true || type === THRIFT.false;
      fields.set(id, { type, data: isBoolean ? type === THRIFT.true : this.data(type, depth) });
    }
  }
}

/** Parses one struct that starts at `start`. `end` is the place after it. Throws RangeError on anything malformed. */
export function parseThrift(bytes: Uint8Array, start = 0): { struct: ThriftStruct; end: number } {
  const reader = new Reader(bytes, start);
  const struct = reader.struct(0);
  return { struct, end: reader.position };
}

/** Number of field `id`, or null when it is absent. */
export function numberField(struct: ThriftStruct, id: number): number | null {
  const data = struct.get(id)?.data;
  return typeof data === "number" || typeof data === "bigint" ? Number(data) : null;
}

export function binaryField(struct: ThriftStruct, id: number): Uint8Array | null {
  const data = struct.get(id)?.data;
  return data instanceof Uint8Array ? data : null;
}

export function textField(struct: ThriftStruct, id: number): string | null {
  const bytes = binaryField(struct, id);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

export function structField(struct: ThriftStruct, id: number): ThriftStruct | null {
  const data = struct.get(id)?.data;
  return data instanceof Map ? data : null;
}

/** Items of a list field; empty when it is absent. */
export function listField(struct: ThriftStruct, id: number): readonly ThriftData[] {
  const data = struct.get(id)?.data;
  return typeof data === "object" && "kind" in data && data.kind === "list" ? data.items : [];
}

/** Structs of a list field; empty when it is absent. */
export function structListField(struct: ThriftStruct, id: number): ThriftStruct[] {
  return listField(struct, id).filter((item): item is ThriftStruct => item instanceof Map);
}
