/** A rectangle as a part of the `d` of an SVG path, px. */
export function outlineOf(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/**
 * The border of some cells of a grid, as the `d` of an SVG path, px: those that touch have one border in common.
 * `isIn` tells of each cell, row by row, whether it is among them.
 */
export function borderOf(
  isIn: readonly boolean[],
  perLine: number,
  { left, top, cellPx, rowPx }: { left: number; top: number; cellPx: number; rowPx: number },
): string {
  let border = "";
  for (const [place, isOne] of isIn.entries()) {
    if (!isOne) continue;
    const column = place % perLine;
    const [x, y] = [left + column * cellPx, top + Math.floor(place / perLine) * rowPx];
    const across = `h${round(cellPx)}`;
    const down = `v${round(rowPx)}`;
    if (!isIn[place - perLine]) border += `M${round(x)} ${round(y)}${across}`;
    if (!isIn[place + perLine]) border += `M${round(x)} ${round(y + rowPx)}${across}`;
    if (column === 0 || !isIn[place - 1]) border += `M${round(x)} ${round(y)}${down}`;
    if (column === perLine - 1 || !isIn[place + 1]) border += `M${round(x + cellPx)} ${round(y)}${down}`;
  }
  return border;
}

/** A hundredth of a pixel is finer than any screen. */
function round(px: number): number {
  return Math.round(px * 100) / 100;
}
