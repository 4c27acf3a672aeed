import { THRIFT, type ThriftData, type ThriftStruct } from "./thrift";

class Writer {
  bytes = new Uint8Array(1024);
  length = 0;

  reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + size));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  raw(part: Uint8Array): void {
    this.reserve(part.length);
    this.bytes.set(part, this.length);
    this.length += part.length;
  }

  varint(value: bigint): void {
    let rest = value;
    while (rest > 0x7fn) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  zigzag(value: bigint): void {
    this.varint(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)));
  }

  data(type: number, data: ThriftData): void {
    if (typeof data === "boolean") this.byte(data ? THRIFT.true : THRIFT.false);
    else if (typeof data === "number") {
      if (type === THRIFT.i8) this.byte(data & 0xff);
      else this.zigzag(BigInt(data));
    } else if (typeof data === "bigint") this.zigzag(data);
    else if (data instanceof Uint8Array) {
      if (type !== THRIFT.double) this.varint(BigInt(data.length));
      this.raw(data);
    } else if (data instanceof Map) this.struct(data);
    else if (data.kind === "list") {
      const size = data.items.length;
      this.byte((Math.min(size, 15) << 4) | data.itemType);
      if (size >= 15) this.varint(BigInt(size));
      for (const item of data.items) this.data(data.itemType, item);
    } else {
      this.varint(BigInt(data.entries.length));
      if (data.entries.length > 0) this.byte((data.keyType << 4) | data.valueType);
      for (const [key, value] of data.entries) {
        this.data(data.keyType, key);
        this.data(data.valueType, value);
      }
    }
  }

  struct(fields: ThriftStruct): void {
    let last = 0;
    for (const [id, field] of [...fields].sort((a, b) => a[0] - b[0])) {
      const isBoolean = typeof field.data === "boolean";
      const type = isBoolean ? (field.data ? THRIFT.true : THRIFT.false) : field.type;
      if (id - last < 16) this.byte(((id - last) << 4) | type);
      else {
        this.byte(type);
        this.zigzag(BigInt(id));
      }
      last = id;
      if (!isBoolean) this.data(type, field.data);
    }
    this.byte(0);
  }
}

/** The struct in Thrift's compact protocol; the inverse of parseThrift. */
export function writeThrift(struct: ThriftStruct): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.struct(struct);
  return writer.bytes.slice(0, writer.length);
}
