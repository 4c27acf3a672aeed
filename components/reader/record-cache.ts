import type { Dataset, RawRecord } from "@/lib/ingest/dataset";

/** What is kept at most; whichever is reached first. A record of 20 MB is not worth keeping beside others. */
const RECORDS_MAX = 16;
const CHARACTERS_MAX = 20_000_000;

interface Entry {
  promise: Promise<RawRecord>;
  /** Null while it is being read. */
  record: RawRecord | null;
}

/** Records read lately or ahead, of each dataset; the last used is last. */
const caches = new WeakMap<Dataset, Map<number, Entry>>();

/** The record when it is already there. */
export function peekRecord(dataset: Dataset, row: number): RawRecord | null {
  return caches.get(dataset)?.get(row)?.record ?? null;
}

/** Reads a record, or gives the one that was read before. One that failed, or was given up, is read anew next time. */
export function readRecord(dataset: Dataset, row: number, signal?: AbortSignal): Promise<RawRecord> {
  const cache = caches.get(dataset) ?? new Map<number, Entry>();
  caches.set(dataset, cache);
  const known = cache.get(row);
  cache.delete(row);
  const entry = known ?? { promise: dataset.readRecord(row, signal), record: null };
  cache.set(row, entry);
  if (known) return known.promise;
  entry.promise.then(
    (record) => {
      entry.record = record;
      trim(cache);
    },
    () => {
      if (cache.get(row) === entry) cache.delete(row);
    },
  );
  signal?.addEventListener("abort", () => {
    if (entry.record === null && cache.get(row) === entry) cache.delete(row);
  });
  return entry.promise;
}

/** Reads a record ahead, so that it is there when it is opened. Failures come up when it is. */
export function prefetchRecord(dataset: Dataset, row: number): void {
  readRecord(dataset, row).catch(() => undefined);
}

function trim(cache: Map<number, Entry>): void {
  let characters = 0;
  for (const { record } of cache.values()) characters += record?.text.length ?? 0;
  for (const [row, { record }] of cache) {
    if (cache.size <= RECORDS_MAX && characters <= CHARACTERS_MAX) return;
    if (record === null) continue;
    cache.delete(row);
    characters -= record.text.length;
  }
}
