import { formatValue } from "@/components/reader/format-value";
import type { Value } from "@/lib/format";

/** A field as text to be shown and compared: text as it is, anything else as JSON. */
export function fieldText(value: Value): string {
  return value.kind === "text" ? value.text() : formatValue(value);
}

/** Whether a field says the same in two records: 5 is 5.0, but not "5"; no value and null are one. */
export function isSameField(a: Value | null, b: Value | null): boolean {
  const [x, y] = [a, b].map((value) => (value?.kind === "null" ? null : value));
  if (!x || !y) return x === y;
  if (x.kind !== y.kind) return false;
  if (fieldText(x) === fieldText(y)) return true;
  if (x.kind === "number") return isSameNumber(x, y);
  // The index keeps lists of numbers as numbers too.
  if (x.kind !== "list" || x.size !== y.size) return false;
  const others = [...y.items()];
  return [...x.items()].every((item, place) => {
    const other = others[place];
    return other?.kind === "number" && item.kind === "number" && isSameNumber(item, other);
  });
}

function isSameNumber(x: Value, y: Value): boolean {
  return x.text() === y.text() || (x.isExactDouble && y.isExactDouble && x.number() === y.number());
}
