/** A rectangle as a part of the `d` of an SVG path, px. */
export function outlineOf(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/** A hundredth of a pixel is finer than any screen. */
function round(px: number): number {
  return Math.round(px * 100) / 100;
}
