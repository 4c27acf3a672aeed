import type { TextHash } from "./value";

/** A multiple of four, so that a full buffer is whole words; an average message fits at once. */
const BUFFER_BYTES = 16_384;
/** Below this, a loop over the characters beats the call of the encoder. */
const SHORT_TEXT = 24;

const LOW_SEED = 0x2f0b4c47;
const HIGH_SEED = 0x7e95761e;

const encoder = new TextEncoder();

/**
 * A 64-bit hash over bytes, at the speed of memory: bytes gather in a buffer and are mixed a word at a time
 * into two 32-bit lanes. Not cryptographic. The digest depends on the bytes alone, not on how they were fed.
 */
export class TextHasher implements TextHash {
  private readonly words = new Int32Array(BUFFER_BYTES / 4);
  private readonly buffer = new Uint8Array(this.words.buffer);
  private fill = 0;
  private total = 0;
  private low = LOW_SEED;
  private high = HIGH_SEED;

  byte(value: number): void {
    if (this.fill === BUFFER_BYTES) this.mix();
    this.buffer[this.fill++] = value;
  }

  utf8(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end) {
      if (this.fill === BUFFER_BYTES) this.mix();
      const to = Math.min(end, from + BUFFER_BYTES - this.fill);
      this.buffer.set(bytes.subarray(from, to), this.fill);
      this.fill += to - from;
      from = to;
    }
  }

  text(text: string): void {
    if (text.length <= SHORT_TEXT && this.shortAscii(text)) return;
    for (let at = 0; at < text.length; ) {
      if (this.fill === BUFFER_BYTES) this.mix();
      // The encoder stops where a character of up to four bytes does not fit: that one goes byte by byte.
      if (BUFFER_BYTES - this.fill < 4) {
        const units = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
        const character = encoder.encode(text.slice(at, at + units));
        this.utf8(character, 0, character.length);
        at += units;
        continue;
      }
      // No more than may fit: browsers copy the whole string they are given, for each piece of it anew.
      const piece = text.slice(at, pieceEnd(text, at));
      const { read, written } = encoder.encodeInto(piece, this.buffer.subarray(this.fill));
      this.fill += written;
      at += read;
    }
  }

  digest(): bigint {
    const tail = this.fill & 3;
    this.total += this.fill;
    if (tail > 0) this.buffer.fill(0, this.fill, this.fill + 4 - tail);
    this.mixWords((this.fill + 3) >> 2);
    const low = finish(this.low ^ this.total, this.high);
    const high = finish(this.high ^ Math.imul(this.total, 0x9e3779b1), low);
    this.reset();
    return hash64(high, low);
  }

  reset(): void {
    this.fill = 0;
    this.total = 0;
    this.low = LOW_SEED;
    this.high = HIGH_SEED;
  }

  private shortAscii(text: string): boolean {
    if (BUFFER_BYTES - this.fill < SHORT_TEXT) return false;
    const { buffer, fill } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      buffer[fill + i] = code;
    }
    this.fill = fill + text.length;
    return true;
  }

  private mix(): void {
    this.mixWords(BUFFER_BYTES / 4);
    this.total += BUFFER_BYTES;
    this.fill = 0;
  }

  private mixWords(count: number): void {
    const { words } = this;
    let { low, high } = this;
    for (let i = 0; i < count; i++) {
      let word = Math.imul(words[i] ?? 0, 0xcc9e2d51);
      word = (word << 15) | (word >>> 17);
      low ^= Math.imul(word, 0x1b873593);
      low = (Math.imul((low << 13) | (low >>> 19), 5) + 0xe6546b64) | 0;
      high = Math.imul(((high << 11) | (high >>> 21)) ^ word, 0x85ebca6b);
    }
    this.low = low;
    this.high = high;
  }
}

/** End of a stretch that fills the buffer at most and splits no character. */
function pieceEnd(text: string, start: number): number {
  const end = Math.min(text.length, start + BUFFER_BYTES);
  const isSplit = end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return isSplit ? end - 1 : end;
}

function finish(value: number, other: number): number {
  let mixed = value ^ Math.imul(other ^ (other >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Two 32-bit words as one unsigned integer. */
export function hash64(high: number, low: number): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}
