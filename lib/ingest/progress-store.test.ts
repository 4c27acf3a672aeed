import { describe, expect, it, vi } from "vitest";
import { ProgressStore } from "./progress-store";

describe("ProgressStore", () => {
  it("tells of bytes several times a second, and of rows that are to be shown at once", () => {
    let rows = 0;
    const store = new ProgressStore(1000, () => rows);
    const listener = vi.fn();
    store.subscribe(listener);
    rows = 40;
    store.add(1000, 100);
    expect(store.get()).toMatchObject({ readBytes: 100, rows: 40 });
    rows = 75;
    store.add(1001, 200);
    expect(store.get()).toMatchObject({ readBytes: 100, rows: 40 });
    store.refresh();
    expect(store.get()).toMatchObject({ readBytes: 200, totalBytes: 1000, rows: 75 });
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
