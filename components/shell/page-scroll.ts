const FIRST_ROWS = "[data-first-rows]";

let topPx: number | null = null;
const listening = new AbortController();

// From the first script on: React makes these rows anew when it starts, and loses how far they were.
if (typeof document !== "undefined") {
  topPx = document.querySelector(FIRST_ROWS)?.scrollTop ?? null;
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element && target.matches(FIRST_ROWS)) topPx = target.scrollTop;
  };
  document.addEventListener("scroll", onScroll, {
    ...{ capture: true, passive: true },
    signal: listening.signal,
  });
}

/** How far the first rows of a page were scrolled, in pixels; null where none came with it, or the table has them. */
export function pageScrollPx(): number | null {
  return topPx;
}

/** The same, for the table that takes their place: nobody asks after it. */
export function takePageScrollPx(): number | null {
  listening.abort();
  const last = topPx;
  topPx = null;
  return last;
}
