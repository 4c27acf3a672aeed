import { describe, expect, it } from "vitest";
import type { Dataset, RawRecord } from "@/lib/ingest/dataset";
import { peekRecord, prefetchRecord, readRecord } from "./record-cache";

/** A dataset that counts what is read of it; row 13 cannot be read. */
function countingDataset(length = 10) {
  const reads: number[] = [];
  const dataset = {
    readRecord: async (row: number): Promise<RawRecord> => {
      reads.push(row);
      if (row === 13) throw new Error("gone");
      return { row, text: "x".repeat(length) } as RawRecord;
    },
  } as unknown as Dataset;
  return { dataset, reads };
}

describe("records read ahead", () => {
  it("are there when they are opened, and read once", async () => {
    const { dataset, reads } = countingDataset();
    prefetchRecord(dataset, 7);
    expect(peekRecord(dataset, 7)).toBeNull();
    expect((await readRecord(dataset, 7)).row).toBe(7);
    expect(peekRecord(dataset, 7)?.row).toBe(7);
    await readRecord(dataset, 7);
    expect(reads).toEqual([7]);
    expect(peekRecord(countingDataset().dataset, 7)).toBeNull();
  });

  it("are read again after a failure, and after being given up", async () => {
    const { dataset, reads } = countingDataset();
    await expect(readRecord(dataset, 13)).rejects.toThrow("gone");
    await expect(readRecord(dataset, 13)).rejects.toThrow("gone");
    const abort = new AbortController();
    const first = readRecord(dataset, 1, abort.signal);
    abort.abort();
    await readRecord(dataset, 1);
    await first;
    expect(reads).toEqual([13, 13, 1, 1]);
  });

  it("are forgotten, the longest unused first, when they are many or long", async () => {
    const { dataset } = countingDataset();
    for (let row = 100; row < 116; row++) await readRecord(dataset, row);
    await readRecord(dataset, 100);
    await readRecord(dataset, 200);
    expect(peekRecord(dataset, 100)).not.toBeNull();
    expect(peekRecord(dataset, 101)).toBeNull();
    const long = countingDataset(15_000_000).dataset;
    await readRecord(long, 1);
    await readRecord(long, 2);
    expect([peekRecord(long, 1), peekRecord(long, 2)?.row]).toEqual([null, 2]);
  });
});
