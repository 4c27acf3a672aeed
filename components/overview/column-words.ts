import { formatNumber, withMinus } from "@/components/ui";

/** Decimals of a share or of a difference of two, whatever else is in its column. */
const SHARE_DECIMALS = 2;
/** Digits by which a number of middle size is told from others of its column. */
const DIGITS = 4;
/** Smaller ones are written with a power of ten. */
const MOST_DECIMALS = 8;
const LARGEST = 1e15;

/**
 * How the numbers of a column are written: all with as many decimals, so that they stand below each other place by
 * place. What would round to nothing is "<0.01"; differences have their sign.
 */
export function columnWords(head: string, cells: readonly unknown[]): (value: number) => string {
  const isDifference = /\bpp$/.test(head);
  const numbers = cells.filter((cell) => typeof cell === "number");
  const decimals = isDifference || head.includes("%") ? SHARE_DECIMALS : decimalsOf(numbers);
  if (decimals === null)
    return (value) => {
      const text = formatNumber(value, DIGITS);
      return withMinus(text.includes("e-") ? value.toExponential(DIGITS - 1) : text);
    };
  return (value) => {
    const size = fixedWords(Math.abs(value), decimals);
    const sign = value < 0 ? "−" : isDifference && value > 0 ? "+" : "";
    return `${sign}${size}`;
  };
}

/** A size of none below 0 with so many decimals: "1,204.50"; "<0.01" for what would read as nothing. */
export function fixedWords(size: number, decimals: number): string {
  if (!Number.isFinite(size)) return formatNumber(size);
  const least = 10 ** -decimals;
  if (size > 0 && size < least / 2) return `<${fixed(decimals).format(least)}`;
  return fixed(decimals).format(size);
}

/** As many decimals as show the middle one of the sizes; null where no number of decimals serves. */
function decimalsOf(numbers: readonly number[]): number | null {
  if (numbers.every((value) => Number.isInteger(value) && Math.abs(value) < LARGEST)) return 0;
  const sizes = numbers
    .map(Math.abs)
    .filter((size) => size > 0 && Number.isFinite(size))
    .sort((a, b) => a - b);
  const middle = sizes[sizes.length >> 1] ?? 1;
  const wanted = Math.max(0, DIGITS - 1 - Math.floor(Math.log10(middle)));
  if (wanted > MOST_DECIMALS || (sizes.at(-1) ?? 0) >= LARGEST) return null;
  // Ratings of 0.25 and 3.5 need no zeros behind their last digit.
  const needed = sizes.reduce((most, size) => Math.max(most, decimalsIn(size)), 0);
  return Math.min(wanted, needed);
}

function decimalsIn(value: number): number {
  const digits = Number(value.toPrecision(12)).toString();
  const point = digits.indexOf(".");
  return digits.includes("e") ? MOST_DECIMALS : point < 0 ? 0 : digits.length - point - 1;
}

const FORMATS = new Map<number, Intl.NumberFormat>();

function fixed(decimals: number): Intl.NumberFormat {
  let format = FORMATS.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    FORMATS.set(decimals, format);
  }
  return format;
}
