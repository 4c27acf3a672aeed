import { existsSync, readFileSync } from "node:fs";
import type { Browser, CDPSession, Page } from "@playwright/test";

const SAMPLE_MS = 100;

/**
 * The most memory that the process of a tab has held, with all its workers: the resident set that Linux counts, pages of
 * the program itself included. Null where there is no /proc.
 */
export class RendererMemory {
  readonly #session: CDPSession;
  readonly #timer: NodeJS.Timeout;
  #processes: readonly number[] = [];
  #peakKB = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS);
  }

  /** Watches from now on. */
  static async watch(browser: Browser): Promise<RendererMemory> {
    const memory = new RendererMemory(await browser.newBrowserCDPSession());
    await memory.#findProcesses();
    return memory;
  }

  /** The peak until now, in MB of 10^6 bytes. */
  async peakMB(): Promise<number | null> {
    // Going to another page may have brought another process.
    await this.#findProcesses();
    this.#sample();
    return this.#peakKB === 0 ? null : (this.#peakKB * 1024) / 1e6;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #findProcesses(): Promise<void> {
    const { processInfo } = await this.#session.send("SystemInfo.getProcessInfo");
    this.#processes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  }

  /** A browser keeps small spare processes besides that of its one tab: the largest is the tab's. */
  #sample(): void {
    for (const process of this.#processes) {
      const status = `/proc/${process}/status`;
      if (!existsSync(status)) continue;
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, "utf8"))?.[1];
      this.#peakKB = Math.max(this.#peakKB, Number(peak ?? 0));
    }
  }
}

/** What JavaScript objects of the page's own thread take after a collection, in MB; workers are not counted. */
export async function pageHeapMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}
