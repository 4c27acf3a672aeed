/** How far a person has scrolled rows, in pixels. */
export interface ScrolledPx {
  top: number;
  left: number;
}

const FIRST_ROWS = "[data-first-rows]";

let scrolled: ScrolledPx | null = null;

function note({ scrollTop, scrollLeft }: Element): void {
  scrolled = { top: scrollTop, left: scrollLeft };
}

// From the first script on: React makes these rows anew when it starts, and loses how far they were.
if (typeof document !== "undefined") {
  const rows = document.querySelector(FIRST_ROWS);
  if (rows !== null) note(rows);
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element && target.matches(FIRST_ROWS)) note(target);
  };
  document.addEventListener("scroll", onScroll, { capture: true, passive: true });
}

/** How far the first rows of a page were scrolled, for what takes their place. Null where none were, or the table has asked. */
export function pageScroll({ isTable }: { isTable: boolean }): ScrolledPx | null {
  const last = scrolled;
  if (isTable) scrolled = null;
  return last;
}
