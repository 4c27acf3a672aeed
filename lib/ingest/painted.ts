/** A page in the background paints nothing. */
const LONGEST_WAIT_MS = 150;

/** Resolves once what the page shows now is painted; at once where there is no page. */
export function painted(): Promise<void> {
  if (typeof requestAnimationFrame === "undefined") return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_WAIT_MS);
    // A task that is queued as a frame begins runs after it was painted.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
