interface Job {
  run(): Promise<void>;
  /** Called instead of `run` when the caller lost interest while the job waited. */
  isAborted(): boolean;
  drop(): void;
}

/**
 * One thing at a time, first come first served. A job whose signal fires while it waits never runs,
 * so quick changes of the view cost one statement round, not one each.
 */
export class StatementQueue {
  #jobs: Job[] = [];
  #isRunning = false;

  add<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const abort = () => reject(signal?.reason ?? new DOMException("aborted", "AbortError"));
      if (signal?.aborted) {
        abort();
        return;
      }
      this.#jobs.push({
        run: () => work().then(resolve, reject),
        isAborted: () => signal?.aborted ?? false,
        drop: abort,
      });
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      if (job.isAborted()) job.drop();
      else await job.run();
    }
    this.#isRunning = false;
  }
}
