import { formatScalar, formatValue } from "@/components/reader/format-value";
import { exactDigits, type Value } from "@/lib/format";

/** A field as text to be shown: text as it is, anything else as JSON. */
export function fieldText(value: Value): string {
  return value.kind === "text" ? value.text() : formatValue(value);
}

/**
 * A field as text to be held against another: numbers are written in one way, as the index reads them, so that 0.0 and
 * 0 do not differ.
 */
export function comparedText(value: Value): string {
  return value.kind === "text" ? value.text() : comparedJson(value);
}

/** The same as JSON, texts among it. */
export function comparedJson(value: Value): string {
  return formatValue(value, undefined, (scalar) =>
    scalar.kind === "number" ? numberText(scalar) : formatScalar(scalar),
  );
}

function numberText(value: Value): string {
  return exactDigits(value.text());
}

/** Whether a field says the same in two records: 5 is 5.0, but not "5"; no value and null are one. */
export function isSameField(a: Value | null, b: Value | null): boolean {
  const [x, y] = [a, b].map((value) => (value?.kind === "null" ? null : value));
  if (!x || !y) return x === y;
  if (x.kind !== y.kind) return false;
  if (comparedText(x) === comparedText(y)) return true;
  if (x.kind === "number") return isSameNumber(x, y);
  // The index keeps lists of numbers as numbers too.
  if (x.kind !== "list" || x.size !== y.size) return false;
  const others = [...y.items()];
  return [...x.items()].every((item, place) => {
    const other = others[place];
    return other?.kind === "number" && item.kind === "number" && isSameNumber(item, other);
  });
}

/** -0 is 0, though it is written otherwise. */
function isSameNumber(x: Value, y: Value): boolean {
  const [left, right] = [numberText(x), numberText(y)];
  return left === right || (Number(left) === 0 && Number(right) === 0);
}
