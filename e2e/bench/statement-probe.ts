import type { Page } from "@playwright/test";

/** A statement that the page asked of its database, and how long the database took, the way there and back included. */
export interface AskedStatement {
  sql: string;
  ms: number;
}

const QUIET_MS = 2000;

declare global {
  interface Window {
    loupeStatements?: AskedStatement[];
  }
}

/** Notes from the next page on what is asked of DuckDB's worker. */
export async function watchStatements(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.loupeStatements = [];
    const open = new Map<number, { sql: string; startedAt: number }>();
    const post = Worker.prototype.postMessage;
    const watched = new WeakSet<Worker>();
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      const message = args[0] as { type?: string; messageId?: number; data?: unknown };
      if (message?.type === "RUN_QUERY" && message.messageId !== undefined && Array.isArray(message.data)) {
        if (!watched.has(this)) {
          watched.add(this);
          this.addEventListener("message", ({ data }: MessageEvent<{ requestId?: number }>) => {
            const asked = open.get(data.requestId ?? -1);
            if (asked === undefined) return;
            open.delete(data.requestId ?? -1);
            window.loupeStatements?.push({ sql: asked.sql, ms: performance.now() - asked.startedAt });
          });
        }
        open.set(message.messageId, { sql: String(message.data[1]), startedAt: performance.now() });
      }
      return Reflect.apply(post, this, args);
    };
  });
}

export async function forgetStatements(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.loupeStatements = [];
  });
}

/** Waits until nothing is asked any more: an index that was just built is written to the disk when there is time. */
export async function quietDatabase(page: Page): Promise<void> {
  do {
    await forgetStatements(page);
    await page.waitForTimeout(QUIET_MS);
  } while ((await askedStatements(page)).length > 0);
}

export function askedStatements(page: Page): Promise<AskedStatement[]> {
  return page.evaluate(() => window.loupeStatements ?? []);
}
