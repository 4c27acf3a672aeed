let startedAt: number | null = null;
let hasFirstRows = false;

/** Called when the view changes. The clock runs until the new rows are painted. */
export function startViewTiming(): void {
  startedAt = performance.now();
}

/** Called after rows that belong to the view were committed; measures once they are painted. */
export function finishViewTiming(): void {
  if (startedAt === null && hasFirstRows) return;
  const start = startedAt;
  startedAt = null;
  // The second frame starts after the first was painted.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (!hasFirstRows) {
        hasFirstRows = true;
        performance.mark("loupe:first-rows");
      }
      if (start !== null) performance.measure("loupe:view", { start, end: performance.now() });
    }),
  );
}

/** Called when another dataset is opened: its first rows are marked anew. */
export function restartFirstRows(): void {
  hasFirstRows = false;
  startedAt = null;
}
