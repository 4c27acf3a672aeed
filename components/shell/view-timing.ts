import { nextTurn } from "@/lib/query";

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
  afterPaint(() => {
    if (!hasFirstRows) {
      hasFirstRows = true;
      performance.mark("loupe:first-rows");
    }
    if (start !== null) performance.measure("loupe:view", { start, end: performance.now() });
  });
}

/**
 * Runs a task right after the next frame was painted: a frame callback runs in the task that lays out and paints, and
 * what is posted from it comes when that task is over, before what less urgent things wait to be drawn. A second frame
 * callback would wait for the next frame as well.
 */
export function afterPaint(task: () => void): void {
  requestAnimationFrame(() => nextTurn(task));
}

/** Called when another dataset is opened: its first rows are marked anew. */
export function restartFirstRows(): void {
  hasFirstRows = false;
  startedAt = null;
}
