import { formatNumber, withMinus } from "@/components/ui";
import type { ColumnType } from "@/lib/schema";

/** A bound for people: a number, a day, or a minute. */
export function boundWords(value: number, type: ColumnType): string {
  if (type === "date") return new Date(value).toISOString().slice(0, 10);
  if (type === "timestamp") return new Date(value).toISOString().slice(0, 16).replace("T", " ");
  return withMinus(formatNumber(value, 4));
}

/** What a bin holds, in words: "3", "100 to 199", "0.5 to 1". */
export function binWords(start: number, end: number, type: ColumnType, isLast: boolean): string {
  if (type === "integer") {
    const last = isLast ? Math.floor(end) : Math.ceil(end) - 1;
    const first = Math.ceil(start);
    const [from, to] = [first, last].map((value) => withMinus(formatNumber(value)));
    return first >= last ? (from ?? "") : `${from} to ${to}`;
  }
  const to = type === "date" ? end - 1 : end;
  const [low, high] = [boundWords(start, type), boundWords(to, type)];
  return low === high ? low : `${low} to ${high}`;
}
