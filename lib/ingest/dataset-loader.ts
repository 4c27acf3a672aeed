import type { ReadOptions } from "@/lib/conversation";
import { EngineError } from "@/lib/engine";
import { type Chunk, FormatError } from "@/lib/format";
import { memoryLimit } from "@/lib/query";
import type { PendingColumns } from "@/lib/schema";
import { SourceError } from "@/lib/source";
import { Appender } from "./appender";
import { canComeFirst, columnsFirst } from "./columns-first";
import { ColumnsLoader } from "./columns-loader";
import { NO_READ_OPTIONS } from "./index-plan";
import type { LoaderEvents, LoaderParts } from "./loader-parts";
import type { Parsers } from "./parse-pool";
import type { FirstReply, IndexReply, ParquetPlan } from "./parse-protocol";
import { type FilePlan, planFile } from "./read-file";
import { TableTurns } from "./table-turns";
import { tooLargeIndex } from "./too-large";

/** What is under way when reading is cancelled may end by itself for so long; what takes longer is given up. */
const HANG_MS = 500;

/** Rows shown before the database has any. */
const PREVIEW_ROWS = 100;

/** Reads the files of a dataset one after the other into the staging table. One load, one instance. */
export class DatasetLoader {
  readonly #parts: LoaderParts;
  readonly #events: LoaderEvents;
  #isCancelled = false;
  /** Files that were read as far as they can be. */
  #filesRead = 0;
  #isAbandoned = false;
  #isFull = false;
  #pending: PendingColumns | null = null;
  /** Of the file that is read, and files behind it; null when no columns were read before the others. */
  #columns: ColumnsLoader | null = null;
  #isReadingColumns = false;
  readonly #plans = new Map<number, Promise<FilePlan>>();
  readonly #turns = new TableTurns();
  readonly #givenUp = new AbortController();

  constructor(parts: LoaderParts, events: LoaderEvents) {
    const { signal } = this.#givenUp;
    const { pool, linePool } = parts;
    this.#parts = { ...parts, pool: until(signal, pool), linePool: until(signal, linePool) };
    this.#events = {
      ...events,
      // All rows of the columns are shown together, soon.
      onQuiet: async () => (this.#isReadingColumns ? undefined : events.onQuiet()),
    };
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Cancelled before all was read, and not when no more was to come. */
  get isCut(): boolean {
    return this.#isCancelled && this.#filesRead < this.#parts.log.report().files.length;
  }

  /** True once the index takes no more rows: what is read from then on is not shown. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Columns that the last rows lack, because reading ended before they were read; null when all rows are whole. */
  get pending(): PendingColumns | null {
    return this.#pending;
  }

  /** Stops at the next chunk; what was appended stays. */
  cancel(): void {
    if (!this.#isCancelled) setTimeout(() => this.#givenUp.abort(), HANG_MS);
    this.#isCancelled = true;
  }

  /** Stops at the next chunk; nobody wants what was appended. */
  abandon(): void {
    this.cancel();
    this.#isAbandoned = true;
  }

  /** Resolves when nothing is shown any more of what was read; to be called whatever reading met. */
  settle(): Promise<void> {
    return this.#turns.end();
  }

  /** To be called when no other file is to be read. */
  async end(): Promise<void> {
    await this.settle();
    // Cancelled between two files.
    await this.#endColumns(NO_READ_OPTIONS);
  }

  /** Reads one file. What stops it is noted in the file's report, with every row before it kept. */
  async readFile(file: number): Promise<void> {
    const { log, store } = this.#parts;
    const startedMs = performance.now();
    void store.fingerprint(file).then(
      (value) => log.updateFile(file, { fingerprint: value }),
      // Rows may come all the same; where they do not, reading tells why.
      () => {},
    );
    try {
      const plan = await this.#unlessGivenUp(this.#planOf(file));
      log.updateFile(file, { format: plan.format });
      for (const message of plan.notices) log.addNotice({ file, message });
      await this.#readChunks(file, plan);
    } catch (cause) {
      if (this.#isGivenUp(cause)) return;
      if (!this.#isCancelled) this.#filesRead++;
      const error = cause instanceof EngineError ? await this.#explainFull(file, cause) : cause;
      if (!(error instanceof FormatError || error instanceof SourceError)) throw error;
      this.#isFull ||= error instanceof FormatError && error.code === "too-large";
      log.updateFile(file, { error: error.message });
    } finally {
      log.updateFile(file, { elapsedMs: performance.now() - startedMs });
    }
  }

  async #explainFull(file: number, cause: EngineError): Promise<Error> {
    if (cause.code !== "out-of-memory") return cause;
    const { store, staging, engine } = this.#parts;
    const limit = await memoryLimit(await engine());
    return tooLargeIndex(store.source(file).name, limit, staging.rows, cause);
  }

  // Chunks are parsed in parallel and appended in file order, so that a row's id is its position in the dataset.
  async #readChunks(file: number, plan: FilePlan): Promise<void> {
    const rowStart = this.#parts.staging.rows;
    const appender = new Appender(this.#parts, this.#events, file, this.#turns, () => this.#isCancelled);
    let read: ReadOptions | undefined;
    let failure: unknown;
    let isCut = false;
    const inFlight: Promise<void>[] = [];
    try {
      const next = () => this.#unlessGivenUp(plan.chunks.next());
      for (let { value: planned, done } = await next(); !done; { value: planned, done } = await next()) {
        isCut = this.#isCancelled;
        if (isCut) break;
        const sized = { ...planned, chunk: this.#columns?.withKnown(planned.chunk) ?? planned.chunk };
        const reply = read === undefined ? this.#parseFirst(sized.chunk) : this.#parse(sized.chunk, read);
        if (read === undefined) {
          const first = await (reply as Promise<FirstReply>);
          read = first.read;
          appender.begin(first);
          const appended = appender.append(sized, reply, read);
          if (this.#columns === null && plan.parquet !== null)
            await this.#readColumns(file, plan.parquet, first, rowStart, appender, appended);
          inFlight.push(appended);
        } else inFlight.push(appender.append(sized, reply, read));
        // Until the page has drawn the first rows, one worker goes on with lines, which wait for the disk now and then. To
        // decode Parquet does not: beside it the page took half as long again.
        if (inFlight.length === (plan.parquet === null ? 2 : 1)) await appender.drawn;
        if (inFlight.length >= this.#parsersOf(planned.chunk).capacity + 2) await inFlight.shift();
        if (appender.failure !== undefined) break;
      }
    } catch (cause) {
      failure = cause;
    }
    await Promise.all(inFlight);
    failure = appender.failure ?? failure;
    isCut ||= appender.isCut || this.#isGivenUp(failure);
    // What was read of the file stays.
    if (this.#isGivenUp(failure)) failure = undefined;
    if (failure === undefined && !isCut) this.#filesRead++;
    if (failure instanceof SourceError) this.#parts.log.updateFile(file, { lostAt: appender.readBytes });
    await this.#endFile(file, read ?? NO_READ_OPTIONS, failure, isCut);
    if (failure !== undefined) throw failure;
  }

  /** Rejects when reading is given up before `work` has ended. */
  #unlessGivenUp<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#givenUp;
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(signal.reason);
      if (signal.aborted) giveUp();
      signal.addEventListener("abort", giveUp, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
    });
  }

  #isGivenUp(cause: unknown): boolean {
    const { signal } = this.#givenUp;
    return signal.aborted && cause === signal.reason;
  }

  #planOf(file: number): Promise<FilePlan> {
    const { store, pool } = this.#parts;
    const plan = this.#plans.get(file) ?? planFile(store, file, pool);
    this.#plans.set(file, plan);
    return plan;
  }

  /**
   * Reads the columns that come before the others, of a file and of the Parquet files behind it. What goes wrong is told
   * when all columns are read.
   */
  async #readColumns(
    file: number,
    plan: ParquetPlan,
    first: FirstReply,
    rowStart: number,
    appender: Appender,
    appended: Promise<void>,
  ): Promise<void> {
    const { staging, engine } = this.#parts;
    const names = columnsFirst(plan, first);
    if (names.length === 0) return;
    const columns = new ColumnsLoader(this.#parts, names, rowStart);
    this.#columns = columns;
    const begun = Promise.all([appended, appender.drawn]);
    const isStopped = () => this.#isCancelled || appender.failure !== undefined;
    let next = file;
    this.#isReadingColumns = true;
    try {
      for (let of: ParquetPlan | null = plan; of !== null; of = await this.#nextPlan(next, names)) {
        if (!(await columns.read(of, begun, isStopped))) return;
        await this.#events.onColumns(next);
        next++;
      }
    } catch (cause) {
      if (this.#isGivenUp(cause)) return;
      const isOfFile = cause instanceof FormatError || cause instanceof SourceError;
      if (!isOfFile && !(cause instanceof EngineError)) throw cause;
      // What is there of the files before is of use.
      if (isOfFile && next > file) return;
      this.#columns = null;
      await staging.dropAhead((await engine()).urgent());
    } finally {
      this.#isReadingColumns = false;
    }
  }

  /** How a file is read of which the columns can come first as well; null for one of which they cannot, and behind the last. */
  async #nextPlan(file: number, columns: readonly string[]): Promise<ParquetPlan | null> {
    const { log } = this.#parts;
    if (file === log.report().files.length) return null;
    // What is wrong with the file is told in its turn.
    const plan = await this.#planOf(file).catch(() => null);
    if (plan !== null) log.updateFile(file, { format: plan.format });
    return plan?.parquet && canComeFirst(plan.parquet, columns) ? plan.parquet : null;
  }

  /** Rows of which only some columns were read stay when nothing is to come after them and there is room. */
  async #endFile(file: number, read: ReadOptions, failure: unknown, isCut: boolean): Promise<void> {
    const isWhole = failure === undefined && !isCut;
    // The rows of the next file are there already.
    if (isWhole && this.#columns?.holds(file + 1)) return;
    const isLast = this.#isCancelled || file === this.#parts.log.report().files.length - 1;
    const hasRoom = failure === undefined || failure instanceof SourceError;
    await this.#endColumns(isLast && hasRoom ? read : null);
  }

  /** `read`: how records that were not read would have been; null when their rows are not to stay. */
  async #endColumns(read: ReadOptions | null): Promise<void> {
    const columns = this.#columns;
    if (columns === null || this.#isAbandoned) return;
    this.#columns = null;
    try {
      if (read !== null) this.#pending = await columns.keep(read);
    } finally {
      const { staging, engine } = this.#parts;
      await staging.dropAhead((await engine()).urgent());
    }
  }

  async #parseFirst(chunk: Chunk): Promise<FirstReply> {
    const { pool, staging, options, log } = this.#parts;
    const parsed = pool.run("first", {
      chunk,
      plan: { fields: staging.planned, read: NO_READ_OPTIONS },
      options,
      previewRows: PREVIEW_ROWS,
    });
    this.#events.onStarted();
    const reply = await parsed;
    const change = staging.learn(reply, staging.rows);
    log.addTypeConflicts(change.typeConflicts);
    log.addLateFields(change.lateFields);
    return reply;
  }

  #parse(chunk: Chunk, read: ReadOptions): Promise<IndexReply> {
    return this.#parsersOf(chunk).run("index", {
      chunk,
      plan: { fields: this.#parts.staging.planned, read },
    });
  }

  #parsersOf(chunk: Chunk): Parsers {
    const { pool, linePool } = this.#parts;
    return chunk.kind === "text" && chunk.framing === "lines" ? linePool : pool;
  }
}

/** The same workers, of whose answers nobody waits for any once `signal` is aborted. */
function until(signal: AbortSignal, parsers: Parsers): Parsers {
  return { capacity: parsers.capacity, run: (kind, request) => parsers.run(kind, request, signal) };
}
