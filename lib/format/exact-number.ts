import { JsonNumber } from "./json-number";

/**
 * Numbers that a double may not hold: 16 digits before the point, 18 in a row, or an exponent of three digits.
 * Floats as Python prints them (up to 17 digits after the point) pass as plain numbers, since they survive a double.
 */
const SUSPECT = /^-?\d{16}|\d{18}|[eE][+-]?\d{3}/;

/** The value of a JSON number: a plain number, or its digits when a double would change or lose them. */
export function exactNumber(raw: string): number | JsonNumber {
  const value = Number(raw);
  if (!SUSPECT.test(raw)) return value;
  if (/^-?\d+$/.test(raw)) return Number.isSafeInteger(value) ? value : new JsonNumber(raw);
  return isSameDecimal(raw, String(value)) ? value : new JsonNumber(raw);
}

/** The value of a JSON number: a plain number where that prints as the file writes it, else its digits. */
export function writtenNumber(raw: string): number | JsonNumber {
  return String(Number(raw)) === raw ? exactNumber(raw) : new JsonNumber(raw);
}

/** The digits of `exactNumber`: those of the file only where a double would change the number. */
export function exactDigits(raw: string): string {
  const number = exactNumber(raw);
  return number instanceof JsonNumber ? number.raw : printDouble(number);
}

/** The digits of a double, as JavaScript prints it but for -0, which it prints as 0. */
export function printDouble(number: number): string {
  return Object.is(number, -0) ? "-0" : String(number);
}

function isSameDecimal(raw: string, printed: string): boolean {
  const left = normalise(raw);
  const right = normalise(printed);
  return left !== null && right !== null && left === right;
}

/** Digits without zeros at either end, and the power of ten of the last; null for what is no finite number. */
function normalise(decimal: string): string | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(decimal);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const trimmed = digits.replace(/0+$/, "");
  if (trimmed === "") return "0";
  // Exponents beyond any double need no arithmetic.
  if (exponent.length > 12) return null;
  const power = Number(exponent) - fraction.length + digits.length - trimmed.length;
  return `${sign}${trimmed}e${power}`;
}

/** Whether a text may hold a number for `exactNumber` to keep. False alarms (digits inside texts) cost time only. */
export function mayHoldExactNumbers(text: string): boolean {
  return LONG_DIGITS.test(text) || holdsLongExponent(text);
}

const LONG_DIGITS = /(?:^|[[:,\s-])\d{16}|\d{18}/;
const EXPONENT = /\d[eE][+-]?\d{3}/;
/** With the whole number before it, so that hexadecimal ids ("traj_1e719b34") are none. */
const LONG_EXPONENT = /(?:^|[[:,\s])-?\d+(?:\.\d+)?[eE][+-]?\d{3}/;

// The short pattern is found several times faster, and rarely.
function holdsLongExponent(text: string): boolean {
  return EXPONENT.test(text) && LONG_EXPONENT.test(text);
}

/**
 * The same question asked of many records at once, several times faster: true when `mayHoldExactNumbers` is true for any of them.
 * `text` is what bytes [start, end) say.
 */
export function mayHoldExactNumbersIn(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  return holdsLongDigits(bytes, start, end) || holdsLongExponent(text);
}

/** Looks at every 16th byte, which no run of 16 digits escapes. */
function holdsLongDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 15; at < end; at += 16) {
    if (!isDigit(bytes[at])) continue;
    let first = at;
    while (first > start && isDigit(bytes[first - 1])) first--;
    let next = at + 1;
    while (next < end && isDigit(bytes[next])) next++;
    if (next - first >= 16) return true;
  }
  return false;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}
