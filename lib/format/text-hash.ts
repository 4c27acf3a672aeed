import type { TextHash } from "./value";

/** A multiple of a block; an average message fits at once. */
const BUFFER_BYTES = 16_384;
/** Four lanes, of which each takes every fourth word. */
const BLOCK_BYTES = 16;
/** Below this, a loop over the characters beats the call of the encoder. */
const SHORT_TEXT = 24;

const SEEDS = [0x2f0b4c47, 0x7e95761e, 0x1b56c4e9, 0x63d83595] as const;

const encoder = new TextEncoder();

/**
 * A 64-bit hash over bytes, at the speed of memory: bytes gather in a buffer and are mixed a word at a time
 * into four 32-bit lanes, as the 32-bit MurmurHash3 does, so that a vector can hold them. Not cryptographic. The digest depends on the bytes alone, not on how they were fed.
 */
export class TextHasher implements TextHash {
  private readonly words = new Int32Array(BUFFER_BYTES / 4);
  private readonly buffer = new Uint8Array(this.words.buffer);
  private fill = 0;
  private total = 0;
  private readonly lanes = Int32Array.from(SEEDS);

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
    const { lanes } = this;
    const tail = this.fill & (BLOCK_BYTES - 1);
    this.total += this.fill;
    if (tail > 0) this.buffer.fill(0, this.fill, this.fill + BLOCK_BYTES - tail);
    this.mixWords(((this.fill + BLOCK_BYTES - 1) & ~(BLOCK_BYTES - 1)) >> 2);
    const [first, second, third, fourth] = lanes as unknown as [number, number, number, number];
    const low = finish(finish(first ^ this.total, second) ^ third, fourth);
    const high = finish(finish(fourth ^ Math.imul(this.total, 0x9e3779b1), third) ^ second, first ^ low);
    this.reset();
    return hash64(high, low);
  }

  reset(): void {
    this.fill = 0;
    this.total = 0;
    this.lanes.set(SEEDS);
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
    const { words, lanes } = this;
    let [first, second, third, fourth] = lanes as unknown as [number, number, number, number];
    for (let i = 0; i < count; i += 4) {
      first = mixWord(first, words[i] ?? 0);
      second = mixWord(second, words[i + 1] ?? 0);
      third = mixWord(third, words[i + 2] ?? 0);
      fourth = mixWord(fourth, words[i + 3] ?? 0);
    }
    lanes[0] = first;
    lanes[1] = second;
    lanes[2] = third;
    lanes[3] = fourth;
  }
}

function mixWord(lane: number, word: number): number {
  let scrambled = Math.imul(word, 0xcc9e2d51);
  scrambled = (scrambled << 15) | (scrambled >>> 17);
  const mixed = lane ^ Math.imul(scrambled, 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
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
