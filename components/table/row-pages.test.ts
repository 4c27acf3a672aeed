import { describe, expect, it } from "vitest";
import type { GridRow } from "./grid-row";
import { type FetchRows, PAGE_ROWS, RowPages } from "./row-pages";

/** A view of `total` rows whose answers wait until released. */
function source(total: () => number, tag: string) {
  const waiting: (() => void)[] = [];
  const asked: [number, number][] = [];
  const signals: AbortSignal[] = [];
  const fetch: FetchRows = (rowStart, rowEnd, signal) => {
    asked.push([rowStart, rowEnd]);
    signals.push(signal);
    const end = Math.min(rowEnd, total());
    const rows: GridRow[] = [];
    for (let rowId = rowStart; rowId < end; rowId++) rows.push({ rowId, cell: () => tag });
    return new Promise((resolve) => waiting.push(() => resolve(rows)));
  };
  const release = async () => {
    for (const go of waiting.splice(0)) go();
    await new Promise((done) => setTimeout(done, 0));
  };
  return { fetch, release, asked, signals };
}

describe("RowPages", () => {
  it("asks for the pages of the window and for nothing else", async () => {
    const pages = new RowPages();
    const view = source(() => 10_000, "a");
    pages.show("a", 1, true, view.fetch);
    await view.release();
    pages.look(450, 520);
    expect(view.asked).toEqual([
      [0, 100],
      [400, 500],
      [500, 600],
    ]);
    expect(pages.row(450)).toBeNull();
    expect(pages.isWaiting).toBe(true);
    await view.release();
    expect(pages.row(450)?.rowId).toBe(450);
    expect(pages.isWaiting).toBe(false);
  });

  it("asks for what is looked at where the first rows of a file stood before, with whatever columns", async () => {
    const pages = new RowPages();
    const [few, more] = [source(() => 10_000, "few"), source(() => 10_000, "more")];
    pages.look(950, 990);
    pages.show("a few", 1, true, few.fetch, "a");
    pages.show("a more", 1, true, more.fetch, "a");
    expect([few.asked, more.asked]).toEqual([[[900, 1000]], [[900, 1000]]]);
    await more.release();
    expect(pages.row(950)?.cell("x")).toBe("more");
    // Another view starts at its top.
    pages.show("b", 1, true, few.fetch, "b");
    expect(few.asked.at(-1)).toEqual([0, 100]);
  });

  it("keeps the rows of the view before until the new ones are there, and drops late answers", async () => {
    const pages = new RowPages();
    const old = source(() => 50, "old");
    const next = source(() => 50, "next");
    const last = source(() => 50, "last");
    pages.show("old", 1, true, old.fetch);
    await old.release();
    pages.show("next", 1, true, next.fetch);
    expect(pages.row(0)?.cell("x")).toBe("old");
    pages.show("last", 1, true, last.fetch);
    expect(next.signals[0]?.aborted).toBe(true);
    await last.release();
    await next.release();
    expect(pages.shownKey).toBe("last");
    expect(pages.row(0)?.cell("x")).toBe("last");
  });

  it("reads only the growing page again while an append-only view grows", async () => {
    const pages = new RowPages();
    let total = 150;
    const view = source(() => total, "a");
    pages.look(0, 150);
    pages.show("a", 1, true, view.fetch);
    await view.release();
    total = 180;
    pages.show("a", 2, true, view.fetch);
    expect(view.asked.slice(2)).toEqual([[PAGE_ROWS, 2 * PAGE_ROWS]]);
    expect(pages.row(149)?.rowId).toBe(149);
    await view.release();
    expect(pages.row(179)?.rowId).toBe(179);
  });

  it("says why rows could not be read", async () => {
    const pages = new RowPages();
    pages.show("a", 1, true, () => Promise.reject(new Error("no such column")));
    await new Promise((done) => setTimeout(done, 0));
    expect(pages.error).toBe("no such column");
  });
});
