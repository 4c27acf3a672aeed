interface Job {
  run(): Promise<void>;
  /** Called instead of `run` when the caller lost interest while the job waited. */
  isAborted(): boolean;
  drop(): void;
}

export interface QueueOptions {
  signal?: AbortSignal | undefined;
  /** Goes before all that wait without it: rows that are being loaded must not wait for the view's statements. */
  isUrgent?: boolean;
}

/**
 * One thing at a time, urgent things first, else first come first served. A job whose signal fires while it waits
 * never runs, so quick changes of the view cost one statement round, not one each.
 */
export class StatementQueue {
  readonly #urgent: Job[] = [];
  readonly #others: Job[] = [];
  #isRunning = false;

  add<T>(work: () => Promise<T>, { signal, isUrgent = false }: QueueOptions = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const abort = () => reject(signal?.reason ?? new DOMException("aborted", "AbortError"));
      if (signal?.aborted) {
        abort();
        return;
      }
      (isUrgent ? this.#urgent : this.#others).push({
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
    for (let job = this.#next(); job; job = this.#next()) {
      if (job.isAborted()) job.drop();
      else await job.run();
    }
    this.#isRunning = false;
  }

  #next(): Job | undefined {
    return this.#urgent.shift() ?? this.#others.shift();
  }
}
