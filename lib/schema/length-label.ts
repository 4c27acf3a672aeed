/** Number of a length label, by which labels are ordered: 50 for `[MLT:50]`, 800 for `[MLT:>800]`; null for other texts. */
export function labelNumber(label: string): number | null {
  const match = /^\[[^[\]:]*:\s*[<>]?=?\s*(\d+(\.\d+)?)\s*\]$/.exec(label);
  return match ? Number(match[1]) : null;
}
