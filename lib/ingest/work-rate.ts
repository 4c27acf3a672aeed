/** What is done within it tells how fast the rest will be. */
const WINDOW_MS = 10_000;
/** A rate measured over less says little about what is left. */
const SOUND_MS = 2000;
const SOUND_SHARE = 0.05;

/**
 * How fast a long work goes on now, such as reading bytes or searching rows. Measured from the first sample on, and over
 * the last seconds: the time in which it starts tells nothing about the time that is left.
 */
export class WorkRate {
  readonly #samples: { atMs: number; done: number }[] = [];
  #beganMs: number | null = null;

  /** Tells how much is done at a moment (performance.now()). */
  add(atMs: number, done: number): void {
    this.#beganMs ??= atMs;
    this.#samples.push({ atMs, done });
    // One sample from before the window stays, so that the rate is that of the whole of it.
    while ((this.#samples[1]?.atMs ?? atMs) <= atMs - WINDOW_MS) this.#samples.shift();
  }

  /** null until enough was done to tell; the time left is also unknown once all is. */
  measure(total: number): { perSecond: number | null; secondsLeft: number | null } {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || this.#beganMs === null) return UNKNOWN;
    const perSecond = (last.done - first.done) / ((last.atMs - first.atMs) / 1000);
    if (last.atMs - this.#beganMs < SOUND_MS || !(perSecond > 0)) return UNKNOWN;
    const isTelling = last.done >= total * SOUND_SHARE && last.done < total;
    return { perSecond, secondsLeft: isTelling ? (total - last.done) / perSecond : null };
  }
}

const UNKNOWN = { perSecond: null, secondsLeft: null };
