interface Job {
  run(): Promise<void>;
  isAborted(): boolean;
}

export interface QueueOptions {
  signal?: AbortSignal | undefined;
  /** Goes before all that wait without it: rows that are being loaded must not wait for the view's statements. */
  isUrgent?: boolean;
  /** Waits for all that come without it, also for those that come later. */
  isIdle?: boolean;
}

/**
 * One thing at a time, urgent things first and idle ones last, else first come first served. Whoever aborts is told at once. A job whose signal fires while it
 * waits never runs, so quick changes of the view cost one statement round, not one each; one that runs already keeps
 * its turn to the end.
 */
export class StatementQueue {
  readonly #urgent: Job[] = [];
  readonly #others: Job[] = [];
  readonly #idle: Job[] = [];
  #isRunning = false;

  add<T>(
    work: () => Promise<T>,
    { signal, isUrgent = false, isIdle = false }: QueueOptions = {},
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const abort = () => reject(signal?.reason);
      if (signal?.aborted) {
        abort();
        return;
      }
      signal?.addEventListener("abort", abort, { once: true });
      (isUrgent ? this.#urgent : isIdle ? this.#idle : this.#others).push({
        run: async () => {
          try {
            resolve(await work());
          } catch (cause) {
            reject(cause);
          } finally {
            signal?.removeEventListener("abort", abort);
          }
        },
        isAborted: () => signal?.aborted ?? false,
      });
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let job = this.#next(); job; job = this.#next()) {
      if (!job.isAborted()) await job.run();
    }
    this.#isRunning = false;
  }

  #next(): Job | undefined {
    return this.#urgent.shift() ?? this.#others.shift() ?? this.#idle.shift();
  }
}
