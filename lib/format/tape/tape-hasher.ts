import { hash64 } from "../text-hash";
import type { TextHash } from "../value";
import type { Tape } from "./tape";

const encoder = new TextEncoder();

/** `TextHasher` in the scanner: texts of its tape are hashed where they lie. */
export class TapeHasher implements TextHash {
  constructor(private readonly tape: Tape) {}

  byte(value: number): void {
    this.tape.exports.hashByte(value);
  }

  text(text: string): void {
    for (const byte of encoder.encode(text)) this.byte(byte);
  }

  utf8(bytes: Uint8Array, start: number, end: number): void {
    if (bytes === this.tape.bytes) this.tape.exports.hashSpan(start, end - start);
    else for (let at = start; at < end; at++) this.byte(bytes[at] as number);
  }

  digest(): bigint {
    const { exports } = this.tape;
    exports.hashDigest();
    return hash64(exports.digestHigh.value, exports.digestLow.value);
  }

  reset(): void {
    this.tape.exports.hashReset();
  }
}
