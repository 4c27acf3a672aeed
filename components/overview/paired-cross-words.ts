import { type Colour, percentText, signed } from "./cross-cells";

/** A share (in percent) or a margin of a side, the longest text first. */
export function bandTexts(value: number, colour: Colour): string[] {
  return colour === "margin"
    ? [signed(value, 2), signed(value, 1)]
    : [percentText(value, 1), percentText(value, 0)];
}

/**
 * A difference with its sign, in percentage points or as a margin. All of a map have the decimals that the largest one
 * needs, so that small ones are not all zeros; what rounds to nothing has no sign.
 */
export function differenceText(value: number, most: number, colour: Colour): string {
  const size = Math.abs(value) * (colour === "margin" ? 1 : 100);
  const text = size.toFixed(colour === "margin" ? 2 : decimalsOf(most));
  if (Number(text) === 0) return text;
  return `${value > 0 ? "+" : "−"}${text}`;
}

/** Decimals of percentage points of which the largest are `most` (0 to 1). */
function decimalsOf(most: number): number {
  return most >= 0.0995 ? 0 : most >= 0.00995 ? 1 : most >= 0.000995 ? 2 : 3;
}
