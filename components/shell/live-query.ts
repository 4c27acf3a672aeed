/** What a live query shows. `key` names the question that `value` answers; it lags behind while a newer one runs. */
export interface LiveAnswer<T> {
  key: string | null;
  value: T | null;
  error: string | null;
  isPending: boolean;
}

/** `tell` is for what can be shown before the whole answer is there, under the key of the last one. */
type Run<T> = (signal: AbortSignal, tell: (value: T) => void) => Promise<T>;

/** Between the first two answers; twice as long between any two that follow. */
const FIRST_INTERVAL_MS = 75;

/**
 * Keeps the answer to a question up to date while its data grows. A new question aborts the old one, whose answer
 * never lands; more data (a higher revision) lets the running one finish and asks again, at most every `intervalMs`, and
 * sooner at first: the first rows of a file are soon few among those that followed.
 */
export class LiveQuery<T> {
  #listeners = new Set<() => void>();
  #answer: LiveAnswer<T> = { key: null, value: null, error: null, isPending: false };
  #key: string | null = null;
  #revision = -1;
  #askedRevision = -1;
  #answeredRevision = -1;
  #run: Run<T> | null = null;
  #abort: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #finishedAt = 0;
  /** Since something is asked at all. */
  #answerCount = 0;
  #intervalMs: number;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** From now on. What waits for a longer interval to end is asked when `ask` comes next. */
  setInterval(intervalMs: number): void {
    if (intervalMs < this.#intervalMs) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#intervalMs = intervalMs;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getAnswer = (): LiveAnswer<T> => this.#answer;

  /** Asks `key` of the data at `revision`; null puts the question aside and keeps the last answer. */
  ask(key: string | null, revision: number, run: Run<T>): void {
    this.#run = run;
    this.#revision = revision;
    if (key !== this.#key) {
      if (this.#key === null) this.#answerCount = 0;
      this.#key = key;
      this.#stop();
      // A question put aside and taken up again needs no second answer while the data is the same.
      if (key !== null && !this.#isAnswered(key)) void this.#start(key);
      else if (this.#answer.isPending) this.#publish({ ...this.#answer, isPending: false });
      return;
    }
    if (key === null || this.#abort !== null || revision === this.#answeredRevision) return;
    const wait = this.#waitMs() - (performance.now() - this.#finishedAt);
    if (wait <= 0) void this.#start(key);
    else this.#timer ??= setTimeout(() => this.#again(), wait);
  }

  #waitMs(): number {
    return Math.min(this.#intervalMs, FIRST_INTERVAL_MS * 2 ** Math.max(0, this.#answerCount - 1));
  }

  #isAnswered(key: string): boolean {
    return (
      this.#answer.key === key && this.#answer.value !== null && this.#revision === this.#answeredRevision
    );
  }

  dispose(): void {
    this.#key = null;
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort?.abort();
    this.#abort = null;
  }

  #again(): void {
    this.#timer = undefined;
    if (this.#key !== null && this.#abort === null) void this.#start(this.#key);
  }

  async #start(key: string): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#askedRevision = this.#revision;
    const run = this.#run;
    if (run === null) return;
    this.#publish({ ...this.#answer, isPending: true });
    const tell = (value: T) => {
      if (this.#abort === abort) this.#publish({ ...this.#answer, value, error: null });
    };
    let next: LiveAnswer<T>;
    try {
      next = { key, value: await run(abort.signal, tell), error: null, isPending: false };
    } catch (cause) {
      next = {
        key,
        value: null,
        error: cause instanceof Error ? cause.message : String(cause),
        isPending: false,
      };
    }
    if (abort.signal.aborted) return;
    this.#abort = null;
    this.#finishedAt = performance.now();
    this.#answeredRevision = this.#askedRevision;
    this.#answerCount++;
    this.#publish(next);
    if (this.#revision !== this.#askedRevision) {
      this.#timer ??= setTimeout(() => this.#again(), this.#waitMs());
    }
  }

  #publish(answer: LiveAnswer<T>): void {
    this.#answer = answer;
    for (const listener of this.#listeners) listener();
  }
}
