/**
 * Place of a value on an axis that draws all bins as wide as each other, in bins. On a logarithmic one values within a
 * bin stand by their ratio. A whole number stands in the middle of its own bin when it is given as itself plus a half.
 */
export function placeOnAxis(value: number, edges: readonly number[], isLog: boolean): number {
  const last = edges.length - 1;
  const bin = Math.max(
    0,
    edges.findLastIndex((edge) => edge <= value),
  );
  const start = edges[bin] ?? 0;
  const end = edges[bin + 1];
  if (end === undefined || end === start) return Math.min(bin, last);
  const share =
    isLog && start > 0 ? Math.log(value / start) / Math.log(end / start) : (value - start) / (end - start);
  return bin + Math.max(0, share);
}
