/** Wider numbers would not fit the 32 bits that are looked at together. */
const WIDEST_BITS = 24;

/**
 * Reads `count` numbers of `bits` bits from bytes [at, end): runs of one number, and numbers packed bit by bit. Throws
 * RangeError when there are not as many.
 */
export function readRuns(
  bytes: Uint8Array,
  at: number,
  end: number,
  bits: number,
  target: Uint8Array | Int32Array,
  count: number,
): void {
  if (bits > WIDEST_BITS) throw new RangeError(`numbers of ${bits} bits`);
  const mask = (1 << bits) - 1;
  const valueBytes = (bits + 7) >> 3;
  let filled = 0;
  while (filled < count) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) throw new RangeError("runs end early");
      const byte = bytes[at++] as number;
      head |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if ((head & 1) === 0) {
      if (at + valueBytes > end) throw new RangeError("runs end early");
      let value = 0;
      for (let place = 0; place < valueBytes; place++) value |= (bytes[at++] as number) << (8 * place);
      const stop = Math.min(count, filled + (head >>> 1));
      if (stop === filled) throw new RangeError("an empty run");
      target.fill(value, filled, stop);
      filled = stop;
      continue;
    }
    const packedBytes = (head >>> 1) * bits;
    if (at + packedBytes > end) throw new RangeError("runs end early");
    const stop = Math.min(count, filled + (head >>> 1) * 8);
    if (stop === filled) throw new RangeError("an empty run");
    for (let bit = 0; filled < stop; bit += bits) {
      const place = at + (bit >> 3);
      const word =
        (bytes[place] as number) |
        ((bytes[place + 1] as number) << 8) |
        ((bytes[place + 2] as number) << 16) |
        ((bytes[place + 3] as number) << 24);
      target[filled++] = (word >>> (bit & 7)) & mask;
    }
    at += packedBytes;
  }
}
