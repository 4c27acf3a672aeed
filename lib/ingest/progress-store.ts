import type { ReadingProgress } from "./model";
import { WorkRate } from "./work-rate";

const PROGRESS_INTERVAL_MS = 200;

/** How far the bytes of a dataset are read: a store for useSyncExternalStore, which tells of it several times a second. */
export class ProgressStore {
  readonly #listeners = new Set<() => void>();
  readonly #totalBytes: number;
  readonly #rows: () => number;
  #readBytes = 0;
  #rate = new WorkRate();
  #lastToldMs = 0;
  #progress: ReadingProgress;

  /** `rows`: how many were read so far. */
  constructor(totalBytes: number, rows: () => number) {
    this.#totalBytes = totalBytes;
    this.#rows = rows;
    this.#progress = this.#measure();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get(): ReadingProgress {
    return this.#progress;
  }

  get readBytes(): number {
    return this.#readBytes;
  }

  /** Takes note of the bytes that are read at a moment (performance.now()), and tells of them if it is time. */
  add(nowMs: number, readBytes: number): void {
    this.#readBytes = readBytes;
    if (nowMs - this.#lastToldMs < PROGRESS_INTERVAL_MS) return;
    this.#lastToldMs = nowMs;
    this.#rate.add(nowMs, readBytes);
    this.refresh();
  }

  /** Tells how far it is now. */
  refresh(): void {
    this.#progress = this.#measure();
    this.tell();
  }

  /** What was read so far says nothing of how fast the rest comes. */
  forgetRate(): void {
    this.#rate = new WorkRate();
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  close(): void {
    this.#listeners.clear();
  }

  #measure(): ReadingProgress {
    const { perSecond, secondsLeft } = this.#rate.measure(this.#totalBytes);
    return {
      readBytes: this.#readBytes,
      totalBytes: this.#totalBytes,
      rows: this.#rows(),
      bytesPerSecond: perSecond,
      secondsLeft,
    };
  }
}
