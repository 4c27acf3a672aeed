const bits = new DataView(new ArrayBuffer(8));

/** The greatest double below `value`. */
export function nextBelow(value: number): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return -Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) + (value > 0 ? -1n : 1n));
  return bits.getFloat64(0);
}

/** The least double above `value`. */
export function nextAbove(value: number): number {
  return -nextBelow(-value);
}
