import { formatNumber, withMinus } from "@/components/ui";
import type { ColumnType } from "@/lib/schema";

/** Significant digits of a bound where nothing asks for more. */
const DIGITS = 4;
/** A double has no more. */
const MOST_DIGITS = 17;

/** Significant digits that tell bounds apart, each from the next: 1,700,000,000.5 and 1,700,000,001 need eleven. */
export function digitsOfBounds(edges: readonly number[]): number {
  let digits = DIGITS;
  const isTold = (edge: number, place: number) =>
    place === 0 ||
    edge === edges[place - 1] ||
    edge.toPrecision(digits) !== edges[place - 1]?.toPrecision(digits);
  while (digits < MOST_DIGITS && !edges.every(isTold)) digits++;
  return digits;
}

/** A bound for people: a number, a day, or a minute. */
export function boundWords(value: number, type: ColumnType, digits = DIGITS): string {
  if (type === "date") return new Date(value).toISOString().slice(0, 10);
  if (type === "timestamp") return new Date(value).toISOString().slice(0, 16).replace("T", " ");
  // The lower end of what lies just below 0 is no other number than 0.
  return withMinus(formatNumber(value === 0 ? 0 : value, digits));
}

/** What a bin holds, in words: "3", "100 to 199", "0.5 to 1". */
export function binWords(
  start: number,
  end: number,
  type: ColumnType,
  isLast: boolean,
  digits = DIGITS,
): string {
  if (type === "integer") {
    const last = isLast ? Math.floor(end) : Math.ceil(end) - 1;
    const first = Math.ceil(start);
    const [from, to] = [first, last].map((value) => withMinus(formatNumber(value)));
    return first >= last ? (from ?? "") : `${from} to ${to}`;
  }
  const to = type === "date" ? end - 1 : end;
  const [low, high] = [boundWords(start, type, digits), boundWords(to, type, digits)];
  return low === high ? low : `${low} to ${high}`;
}
