interface Job {
  run(): Promise<void>;
  isAborted(): boolean;
}

/**
 * One thing at a time, first come first served. Whoever aborts is told at once. A job whose signal fires while it
 * waits never runs, so quick changes of the view cost one statement round, not one each; one that runs already keeps
 * its turn to the end.
 */
export class StatementQueue {
  readonly #jobs: Job[] = [];
  #isRunning = false;

  add<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const abort = () => reject(signal?.reason);
      if (signal?.aborted) {
        abort();
        return;
      }
      signal?.addEventListener("abort", abort, { once: true });
      this.#jobs.push({
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
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      if (!job.isAborted()) await job.run();
    }
    this.#isRunning = false;
  }
}
