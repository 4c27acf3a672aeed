/** Views of the same bytes as 32-bit words; many values share one column's bytes. */
const words = new WeakMap<ArrayBufferLike, Int32Array>();

function wordsOf(bytes: Uint8Array): Int32Array {
  const known = words.get(bytes.buffer);
  if (known) return known;
  const view = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2);
  words.set(bytes.buffer, view);
  return view;
}

/** Below this the loop over bytes is as quick. */
const SHORT_BYTES = 32;

/** Unicode code points in the UTF-8 bytes [start, end): all bytes but those of the form 10xxxxxx. */
export function countCodePoints(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < SHORT_BYTES || bytes.byteOffset !== 0) return end - start - countTails(bytes, start, end);
  const wordStart = (start + 3) >> 2;
  const wordEnd = end >> 2;
  const view = wordsOf(bytes);
  let tails = countTails(bytes, start, wordStart << 2) + countTails(bytes, wordEnd << 2, end);
  for (let place = wordStart; place < wordEnd; place++) {
    const word = view[place] as number;
    // Most words are plain ASCII: no byte has its high bit set.
    if ((word & 0x80808080) === 0) continue;
    const marks = (word >>> 7) & ~(word >>> 6) & 0x01010101;
    tails += Math.imul(marks, 0x01010101) >>> 24;
  }
  return end - start - tails;
}

function countTails(bytes: Uint8Array, start: number, end: number): number {
  let tails = 0;
  for (let place = start; place < end; place++) {
    if (((bytes[place] as number) & 0xc0) === 0x80) tails++;
  }
  return tails;
}
