import type { Page } from "@playwright/test";

declare global {
  interface Window {
    loupeHeld?: { pattern: RegExp | null; letGo: (() => void)[] };
  }
}

/** Makes statements of the page's database wait, from the next page on: a sort of a few rows is over at once. */
export async function holdStatements(page: Page) {
  await page.addInitScript(() => {
    const held = { pattern: null as RegExp | null, letGo: [] as (() => void)[] };
    window.loupeHeld = held;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      const message = args[0] as { type?: string; data?: unknown } | null;
      const sql = message?.type === "RUN_QUERY" && Array.isArray(message.data) ? String(message.data[1]) : "";
      const send = () => Reflect.apply(post, this, args);
      if (sql === "" || !held.pattern?.test(sql)) send();
      else held.letGo.push(send);
    };
  });
  return {
    /** Statements that match wait from now on. */
    hold: (pattern: RegExp) =>
      page.evaluate((like) => {
        if (window.loupeHeld) window.loupeHeld.pattern = new RegExp(like);
      }, pattern.source),
    release: () =>
      page.evaluate(() => {
        const held = window.loupeHeld;
        if (held === undefined) return;
        held.pattern = null;
        for (const letGo of held.letGo.splice(0)) letGo();
      }),
  };
}
