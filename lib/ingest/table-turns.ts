/** What is done to the tables of one load, one after the other; and what is done once nothing has come for a while. */
export class TableTurns {
  #last: Promise<unknown> = Promise.resolve();
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #failure: { cause: unknown } | null = null;

  /** Does `work` when what was begun before is done, however it ended. */
  take<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#quiet);
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Does `work` unless something else begins within so long; what it fails with is told at the end. */
  afterQuiet(ms: number, work: () => Promise<void>): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.take(work).catch((cause: unknown) => {
        this.#failure ??= { cause };
      });
    }, ms);
  }

  /** Resolves when nothing is done any more, and nothing will be. Rejects with what a work after quiet failed with. */
  async end(): Promise<void> {
    clearTimeout(this.#quiet);
    await this.#last;
    if (this.#failure !== null) throw this.#failure.cause;
  }
}
