/** What is read within it tells how fast the rest will be. */
const WINDOW_MS = 10_000;
/** A rate measured over less says little about what is left. */
const SOUND_MS = 2000;
const SOUND_SHARE = 0.05;

/**
 * How fast files are read now. Measured from the first rows on, and over the last seconds: the time in which the engine
 * starts tells nothing about the time that is left.
 */
export class ReadingRate {
  readonly #samples: { atMs: number; readBytes: number }[] = [];
  #beganMs: number | null = null;

  /** Tells how many bytes are read at a moment (performance.now()), whenever rows of them are there. */
  add(atMs: number, readBytes: number): void {
    this.#beganMs ??= atMs;
    this.#samples.push({ atMs, readBytes });
    // One sample from before the window stays, so that the rate is that of the whole of it.
    while ((this.#samples[1]?.atMs ?? atMs) <= atMs - WINDOW_MS) this.#samples.shift();
  }

  /** null until enough was read to tell; what is left is also unknown once every byte is read, while the index is completed. */
  measure(totalBytes: number): { bytesPerSecond: number | null; secondsLeft: number | null } {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || this.#beganMs === null) return UNKNOWN;
    const bytesPerSecond = (last.readBytes - first.readBytes) / ((last.atMs - first.atMs) / 1000);
    if (last.atMs - this.#beganMs < SOUND_MS || !(bytesPerSecond > 0)) return UNKNOWN;
    const isTelling = last.readBytes >= totalBytes * SOUND_SHARE && last.readBytes < totalBytes;
    return {
      bytesPerSecond,
      secondsLeft: isTelling ? (totalBytes - last.readBytes) / bytesPerSecond : null,
    };
  }
}

const UNKNOWN = { bytesPerSecond: null, secondsLeft: null };
