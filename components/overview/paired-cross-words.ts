import { formatNumber } from "@/components/ui";
import type { Colour } from "./cross-cells";

/** A share (in percent) or a margin, short enough for a cell. */
export function bandText(value: number, colour: Colour): string {
  if (colour === "margin") return formatNumber(value, 2);
  const percent = value * 100;
  if (value > 0 && percent < 0.05) return "<.1";
  return percent >= 9.95 ? String(Math.round(percent)) : percent.toFixed(1).replace(/\.0$/, "");
}

/**
 * A difference with its sign, in percentage points or as a margin. As fine as the largest one needs, so that small
 * ones are not all zeros; what rounds to nothing is "0", and has no sign.
 */
export function differenceText(value: number, most: number, colour: Colour): string {
  const size = Math.abs(value);
  const sign = value > 0 ? "+" : "−";
  if (colour === "margin") return size === 0 ? "0" : `${sign}${formatNumber(size, 2)}`;
  const points = size * 100;
  const digits = most >= 0.0995 ? 0 : most >= 0.00995 ? 1 : most >= 0.000995 ? 2 : 3;
  const text = points.toFixed(digits);
  if (Number(text) === 0) return "0";
  return `${sign}${text
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "")
    .replace(/^0\./, ".")}`;
}
