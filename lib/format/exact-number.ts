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
  return LONG_DIGITS.test(text) || LONG_EXPONENT.test(text);
}

const LONG_DIGITS = /(?:^|[[:,\s-])\d{16}|\d{18}/;
const LONG_EXPONENT = /\d[eE][+-]?\d{3}/;

/**
 * The same question asked of many records at once, several times faster: true when `mayHoldExactNumbers` is true for any of them.
 * Looks at every third byte, which no run of three digits escapes.
 */
export function mayHoldExactNumbersIn(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 2; at < end; at += 3) {
    if (!isDigit(bytes[at])) continue;
    let first = at;
    while (first > start && isDigit(bytes[first - 1])) first--;
    let next = at + 1;
    while (next < end && isDigit(bytes[next])) next++;
    if (next - first >= 16) return true;
    if (next - first >= 3 && first > start) {
      const before = bytes[first - 1];
      const mark = (before === PLUS || before === MINUS) && first - 1 > start ? bytes[first - 2] : before;
      if (mark === UPPER_E || mark === LOWER_E) return true;
    }
    // On to the last byte of the run, so that the next step leaves it.
    at = next - 1;
  }
  return false;
}

const PLUS = 43;
const MINUS = 45;
const UPPER_E = 69;
const LOWER_E = 101;

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}
