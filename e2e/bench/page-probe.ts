import type { Page } from "@playwright/test";

/** Time without any change of the page after which it counts as settled. */
const QUIET_MS = 400;

interface Probe {
  clickedAt: number;
  changedAt: number;
}

declare global {
  interface Window {
    loupeProbe?: Probe;
    /** Milliseconds of the longest task since `watchBlocks`. */
    loupeLongestTask?: number;
  }
}

/** What a click or Enter led to, in milliseconds from it. */
export interface ClickTiming {
  /** The last change of anything on the page. */
  settledMs: number;
  /** The `loupe:view` measure that came of it; null when there was none. */
  viewMs: number | null;
}

/** Notes in the page when it was clicked, or Enter pressed, and when it last changed; clocks outside the page would add their own delay. */
export async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const probe: Probe = { clickedAt: 0, changedAt: 0 };
    window.loupeProbe = probe;
    const note = ({ timeStamp }: Event) => {
      probe.clickedAt = timeStamp;
    };
    document.addEventListener("click", note, { capture: true });
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Enter") note(event);
      },
      { capture: true },
    );
    const observer = new MutationObserver(() => {
      // The change is on the screen after the next frame.
      requestAnimationFrame((time) => {
        probe.changedAt = Math.max(probe.changedAt, time);
      });
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
}

/** Does something that clicks once, or ends with Enter, and waits until the page no longer changes. */
export async function timeClick(page: Page, click: () => Promise<void>): Promise<ClickTiming> {
  await page.evaluate(() => performance.clearMeasures("loupe:view"));
  await click();
  await page.waitForFunction((quietMs) => {
    const probe = window.loupeProbe;
    return (
      probe !== undefined &&
      probe.changedAt > probe.clickedAt &&
      performance.now() - probe.changedAt > quietMs
    );
  }, QUIET_MS);
  return page.evaluate(() => {
    const probe = window.loupeProbe;
    const measure = performance.getEntriesByName("loupe:view").at(-1);
    return {
      settledMs: probe === undefined ? Number.NaN : probe.changedAt - probe.clickedAt,
      viewMs: measure?.duration ?? null,
    };
  });
}

/** Whether the page has set a mark. */
export function hasMark(page: Page, name: string): Promise<boolean> {
  return page.evaluate((mark) => performance.getEntriesByName(mark).length > 0, name);
}

/** Milliseconds from `loupe:open` to another mark of the page. */
export function markAfterOpen(page: Page, name: string): Promise<number> {
  return page.evaluate((mark) => {
    const open = performance.getEntriesByName("loupe:open").at(-1);
    const reached = performance.getEntriesByName(mark).at(-1);
    if (open === undefined || reached === undefined) throw new Error(`the page has no mark ${mark}`);
    return reached.startTime - open.startTime;
  }, name);
}

/** Notes from now on for how long the page cannot answer. */
export async function watchBlocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.loupeLongestTask = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        window.loupeLongestTask = Math.max(window.loupeLongestTask ?? 0, duration);
    }).observe({ type: "longtask" });
  });
}

/** The longest time in milliseconds for which the page could not answer; 0 when none was over 50. */
export function longestBlockMs(page: Page): Promise<number> {
  return page.evaluate(() => window.loupeLongestTask ?? Number.NaN);
}

/** The same of everything since the page began. */
export function longestTaskMs(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => tell(list.getEntries()));
        const tell = (entries: readonly PerformanceEntry[]) => {
          observer.disconnect();
          clearTimeout(timer);
          resolve(Math.max(0, ...entries.map(({ duration }) => duration)));
        };
        // Nobody tells that there was none.
        const timer = setTimeout(() => tell([]), 500);
        observer.observe({ type: "longtask", buffered: true });
      }),
  );
}
