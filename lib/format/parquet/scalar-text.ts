/** Longest run of binary bytes that is spelled out. */
const MAX_BINARY_BYTES = 64;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Two's complement little-endian number of any width. */
function wideInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let index = bytes.length - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[index] ?? 0);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** Exact digits of a decimal: unscaled 1230 with scale 2 is "12.30". */
export function decimalText(bytes: Uint8Array, scale: number): string {
  const unscaled = wideInteger(bytes);
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  if (scale <= 0) return sign + (digits === "0" ? "0" : digits + "0".repeat(-scale));
  const padded = digits.padStart(scale + 1, "0");
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

/** Shortest digits that give the same 32-bit float back: 0.1, where the double nearest to it reads 0.10000000149011612. */
export function float32Text(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

/** The number that 16 bits of IEEE half precision stand for. */
export function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Bytes without a text type: as text when they are printable UTF-8 (older writers mark no text type),
 * else in hex, at most 64 of them, with the number of all.
 */
export function binaryText(bytes: Uint8Array): string {
  try {
    const text = utf8.decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
    if (!/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text)) return text;
  } catch {
    // Not UTF-8: hex below.
  }
  if (bytes.length <= MAX_BINARY_BYTES) return `0x${hex(bytes)}`;
  const count = bytes.length.toLocaleString("en-US");
  return `0x${hex(bytes.subarray(0, MAX_BINARY_BYTES))}… (${count} bytes)`;
}

export function uuidText(bytes: Uint8Array): string {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
