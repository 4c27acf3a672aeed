/** Each of the first sides with each of the second ones, row by row. */
export interface Rectangle<Side> {
  firsts: Side[];
  seconds: Side[];
}

/** Pairs in their order, in rectangles of those that follow each other. */
export function rectanglesOf<Side>(pairs: readonly (readonly [Side, Side])[]): Rectangle<Side>[] {
  const rows: Rectangle<Side>[] = [];
  for (const [first, second] of pairs) {
    const last = rows.at(-1);
    if (last !== undefined && last.firsts[0] === first) last.seconds.push(second);
    else rows.push({ firsts: [first], seconds: [second] });
  }
  const rectangles: Rectangle<Side>[] = [];
  for (const row of rows) {
    const last = rectangles.at(-1);
    const isSameWidth = last?.seconds.length === row.seconds.length;
    if (isSameWidth && row.seconds.every((second, place) => second === last.seconds[place])) {
      last.firsts.push(...row.firsts);
    } else rectangles.push(row);
  }
  return rectangles;
}
