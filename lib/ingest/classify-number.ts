import type { Value } from "@/lib/format";

/** A number as the index keeps it: exact, or as the digits of the file. */
export type NumberCell =
  | { type: "integer"; cell: number | bigint }
  | { type: "double"; cell: number }
  | { type: "json"; cell: string };

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * Integers beyond 2^53 keep their digits as bigint; what neither a 64-bit integer nor a double can hold
 * (1e+9999, 10000000000000000999, 1.000000000000000005) stays as the text of the file.
 */
export function classifyNumber(value: Value): NumberCell {
  const number = value.number();
  if (value.isFloat) return { type: "double", cell: number };
  if (value.isExactDouble) return { type: Number.isSafeInteger(number) ? "integer" : "double", cell: number };
  const text = value.text();
  if (Number.isSafeInteger(number)) {
    if (text === String(number) || isSameInteger(text, number)) return { type: "integer", cell: number };
    return { type: "json", cell: text };
  }
  if (/^-?\d+$/.test(text)) {
    const exact = BigInt(text);
    if (exact >= INT64_MIN && exact <= INT64_MAX) return { type: "integer", cell: exact };
    return { type: "json", cell: text };
  }
  if (Number.isNaN(number)) return { type: "double", cell: number };
  if (!Number.isFinite(number) && /\d/.test(text)) return { type: "json", cell: text };
  return { type: "double", cell: number };
}

/** Whether digits such as "1.0", "1E6" or "-0" mean exactly this integer. */
function isSameInteger(text: string, number: number): boolean {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return false;
  const [, , whole = "", fraction = "", exponent = "0"] = match;
  if (number === 0) return /^0*$/.test(whole + fraction);
  if (exponent !== "0" && Number(exponent) > 20) return false;
  const digits = whole + fraction;
  const scale = Number(exponent) - fraction.length;
  const moved = scale >= 0 ? digits + "0".repeat(scale) : digits.slice(0, scale);
  const rest = scale >= 0 ? "" : digits.slice(scale);
  return /^0*$/.test(rest) && moved !== "" && BigInt(moved) === BigInt(Math.abs(number));
}
