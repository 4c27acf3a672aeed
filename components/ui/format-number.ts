const COUNT = new Intl.NumberFormat("en-US");
/** By significant digits. Making one takes as long as a hundred numbers, and a heat map has a number for each cell. */
const ROUNDED = new Map<number, Intl.NumberFormat>();
/** Significant digits of a number with a fraction, unless others are asked for. */
const DIGITS = 6;
const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** 44866 → "44,866"; a bigint keeps its digits. */
export function formatCount(value: number | bigint): string {
  return COUNT.format(value);
}

/** A count with its unit: "1 row", "44,866 rows". The plural is the unit with an "s". */
export function formatUnits(count: number, unit: string): string {
  return `${formatCount(count)} ${count === 1 ? unit : `${unit}s`}`;
}

/**
 * A number for the eye: thousands separators, rounded to `digits` significant digits, but never before its point. A whole
 * number keeps all of its own, but for one beyond 2^53 when `digits` are given.
 */
export function formatNumber(value: number, digits?: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (Number.isSafeInteger(value)) return COUNT.format(value);
  // Zeros behind the digits of a double would be made up, and a cell would cut them to a smaller number.
  if (Number.isInteger(value)) return rounded(value, digits).toExponential();
  const size = Math.abs(value);
  // No zeros behind the digits that there are: 1e-7 is written as that.
  if (size !== 0 && size < 1e-4) return rounded(value, digits ?? DIGITS).toExponential();
  // A zero in place of a digit before the point would be another number: 1,729,560,000 is not 1,729,556,596.05.
  const whole = size < 1 ? 0 : Math.floor(Math.log10(size)) + 1;
  const most = Math.max(digits ?? DIGITS, digits === undefined ? whole + 2 : whole);
  let format = ROUNDED.get(most);
  if (format === undefined) {
    format = new Intl.NumberFormat("en-US", { maximumSignificantDigits: most });
    ROUNDED.set(most, format);
  }
  return format.format(value);
}

function rounded(value: number, digits: number | undefined): number {
  return digits === undefined ? value : Number(value.toPrecision(digits));
}

/** A written number with the sign that is as wide as a figure in place of a hyphen. */
export function withMinus(text: string): string {
  return text.replace(/^-/, "−");
}

/** Decimal units: 157_000_000 → "157 MB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** Share of a whole: "2.6%"; "<0.1%" rather than a false zero; "" when the whole is 0. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0) return "";
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 0.1) return "<0.1%";
  if (part < whole && percent > 99.9) return ">99.9%";
  return `${percent >= 99.95 || percent === 0 ? percent.toFixed(0) : percent.toFixed(1)}%`;
}

/** 950 → "950 ms", 1_900 → "1.9 s", 12_300 → "12 s", 75_000 → "1 min 15 s". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
