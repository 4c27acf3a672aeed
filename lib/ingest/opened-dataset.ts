import { type Engine, type EnginePlace, getEngine, type KeepingEngine } from "@/lib/engine";
import type { DatasetIdentity, KeptIndex } from "@/lib/kept";
import type { TextsProgress } from "@/lib/previews";
import {
  dropIndex,
  type FinishedIndex,
  fetchLocators,
  forgetRows,
  type RowLocator,
  tidyIndex,
} from "@/lib/query";
import { joinFingerprints, type SourceHandle } from "@/lib/source";
import { lineWorkerCount } from "@/lib/worker";
import { completeIndex, INCOMPLETE_INDEX } from "./complete-index";
import type { Dataset, OpenOptions, RawRecord } from "./dataset";
import { DatasetLoader } from "./dataset-loader";
import { exportStream } from "./export-records";
import {
  identityOf,
  type KeptDataset,
  type KeptParts,
  keepLater,
  keptReport,
  restoreChunks,
} from "./kept-dataset";
import { LoadLog } from "./load-log";
import type { DatasetState, FirstRows, LoadReport, ReadingProgress } from "./model";
import { getParsePool } from "./parse-pool";
import type { FirstReply } from "./parse-protocol";
import { afterLoading, alsoAwait } from "./place-turns";
import { PlacedTexts } from "./placed-texts";
import { ProgressStore } from "./progress-store";
import { RecordStore, type StoredChunk } from "./record-store";
import { showKept } from "./show-kept";
import { ShownRows } from "./shown-rows";
import { StagingTable } from "./staging-table";

/** Of so many, memory matters more than the tenth of the time that one line worker more saves. */
const MANY_BYTES = 512 << 20;
/** Workers that have read so much together are replaced by new ones: they hold some 100 MB. */
const TIRING_BYTES = 256 << 20;

/** Files below are read again before anybody has read that their index is being kept. */
const LONG_READ_BYTES = 32 << 20;

/** Longest time that whoever draws the page waits for the first bytes to be on their way. */
const START_WAIT_MS = 50;

/** For the load report. */
const UNREADABLE_TEXTS =
  "The browser gave up the beginnings of some long texts, which are missing from the table. Every record can be read; open the file again to see them.";

type ReadingState = Extract<DatasetState, { status: "reading" }>;

/** A dataset whose files are read into the index of a place. */
export class OpenedDataset implements Dataset {
  readonly #listeners = new Set<() => void>();
  readonly #handles: readonly SourceHandle[];
  readonly #store: RecordStore;
  readonly #staging: StagingTable;
  readonly #log: LoadLog;
  readonly #loader: DatasetLoader;
  readonly #options: OpenOptions;
  readonly #place: EnginePlace;
  readonly #isRehearsal: boolean;
  readonly #totalBytes: number;
  readonly #rows: ShownRows;
  readonly #progress: ProgressStore;
  readonly #texts: PlacedTexts;
  #state: DatasetState;
  readonly #closed = new AbortController();
  #kept: KeptIndex<KeptDataset> | undefined;
  #isKeeping = false;
  /** Settles when every chunk of a kept dataset can be read. */
  #unpacked: Promise<void> = Promise.resolve();
  readonly started: Promise<void>;
  #resolveStarted: () => void = () => {};
  #firstRowsReady: Promise<void>;
  #resolveFirstRows: () => void = () => {};

  constructor(
    handles: readonly SourceHandle[],
    options: OpenOptions,
    { place, isRehearsal }: { place: EnginePlace; isRehearsal: boolean },
  ) {
    this.#place = place;
    this.#isRehearsal = isRehearsal;
    const fileNames = handles.map((handle) => handle.name);
    this.#handles = handles;
    this.#options = options;
    this.#store = new RecordStore(handles);
    this.#staging = new StagingTable(fileNames);
    const sizes = handles.map((_, file) => this.#store.source(file).sizeBytes);
    this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
    this.#rows = new ShownRows(this.#staging, handles.length, () => this.#loadingEngine());
    const progress = new ProgressStore(this.#totalBytes, () => this.#staging.rows);
    this.#progress = progress;
    this.#texts = new PlacedTexts(() => progress.tell());
    this.#log = new LoadLog(fileNames.map((name, file) => ({ name, sizeBytes: sizes[file] ?? 0 })));
    this.started = new Promise((resolve) => {
      this.#resolveStarted = resolve;
      setTimeout(resolve, START_WAIT_MS);
    });
    this.#firstRowsReady = new Promise((resolve) => {
      this.#resolveFirstRows = resolve;
    });
    const pool = getParsePool();
    this.#loader = new DatasetLoader(
      {
        ...{ store: this.#store, staging: this.#staging, log: this.#log, options },
        ...{ pool, linePool: this.#totalBytes < MANY_BYTES ? pool : pool.among(lineWorkerCount()) },
        engine: () => this.#loadingEngine(),
      },
      {
        onStarted: () => this.#resolveStarted(),
        onFirst: (file, reply) => this.#onFirst(file, reply),
        onAppended: (file, readBytes, hasMore) => this.#onAppended(file, readBytes, hasMore),
        onQuiet: () => this.#publish(),
        onColumns: (file) => this.#onColumns(file),
      },
    );
    this.#state = { status: "opening", report: this.#log.report(), totalBytes: this.#totalBytes };
    if (options.firstRows !== undefined) this.#showGiven(options.firstRows);
  }

  /** Shows rows that somebody else has read, with the columns that they have. */
  #showGiven({ columns, roles, rows, isParquet }: FirstRows): void {
    this.#rows.showPreview({ columns, rows });
    this.#state = { ...this.#reading(), columns, roles };
    // One of them may be opened before it is found out what file it is in.
    if (isParquet) this.#store.markParquet(0);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getState(): DatasetState {
    return this.#state;
  }

  subscribeProgress(listener: () => void): () => void {
    return this.#progress.subscribe(listener);
  }

  getProgress(): ReadingProgress {
    return this.#progress.get();
  }

  getTextsProgress(): TextsProgress | null {
    return this.#texts.progress;
  }

  isKeeping(): boolean {
    return this.#isKeeping;
  }

  async engine(): Promise<Engine> {
    await this.#firstRowsReady;
    return getEngine(this.#place);
  }

  async fingerprint(): Promise<string> {
    const prints = this.#handles.map((_, file) => this.#store.fingerprint(file));
    return joinFingerprints(await Promise.all(prints));
  }

  identity(): Promise<DatasetIdentity | null> {
    return identityOf(this.#keptParts);
  }

  cancel(): void {
    this.#loader.cancel();
  }

  close(): void {
    this.#closed.abort();
    this.#kept?.release();
    this.#loader.abandon();
    this.#listeners.clear();
    this.#progress.close();
    // The next dataset on the screen takes the tables over; after a comparison there may be none that does.
    if (this.#place === "compared") this.#free();
  }

  chunks(): readonly StoredChunk[] {
    return this.#store.chunks;
  }

  whenUnpacked(): Promise<void> {
    return this.#unpacked;
  }

  async readRecord(row: number, signal?: AbortSignal): Promise<RawRecord> {
    const place = this.#rows.placeInPreview(row) ?? (await this.#placeInIndex(row, signal));
    const record = await this.#store.read(this.#store.locator(place.file, place.offset, place.length));
    signal?.throwIfAborted();
    return { row, fileName: this.#handles[place.file]?.name ?? "", line: place.line, ...record };
  }

  exportRecords(rows: AsyncIterable<readonly number[]>): ReadableStream<Uint8Array> {
    return exportStream(rows, this.#store, async (batch) => fetchLocators(await this.engine(), batch));
  }

  /** Reads all files, then completes the index. Never rejects: what goes wrong becomes the state. */
  async load(): Promise<void> {
    try {
      if (this.#closed.signal.aborted || (await this.#openKept())) return;
      for (const file of this.#handles.keys()) {
        if (this.#loader.isCancelled || this.#loader.isFull) break;
        await this.#loader.readFile(file);
      }
      await this.#loader.end();
      if (this.#closed.signal.aborted) return;
      const errors = this.#log.report().files.flatMap((file) => (file.error === null ? [] : [file.error]));
      if (this.#staging.rows === 0 && errors.length > 0 && this.#log.report().problemCount === 0) {
        this.#set({ status: "failed", report: this.#log.report(), error: errors.join(" ") });
        return;
      }
      await this.#complete();
    } catch (cause) {
      await this.#loader.settle().catch(() => {});
      const error = cause instanceof Error ? cause.message : String(cause);
      this.#set({ status: "failed", report: this.#log.report(), error });
    }
  }

  /** Frees the tables once reading has stopped. */
  #free(): void {
    afterLoading(this.#place, this, async () => {
      const engine = await getEngine(this.#place);
      await this.#texts.free();
      // What could not be freed is taken over by the next dataset.
      await dropIndex(engine).catch(() => {});
    });
  }

  /** The engine, which shows the rows of this dataset from now on: the texts beside them are those that were read. */
  async #loadingEngine(): Promise<KeepingEngine> {
    const engine = await getEngine(this.#place);
    await this.#texts.place(engine, this.#staging.store, () => this.#tellUnreadable());
    return engine;
  }

  /** The browser had no room for them, or gave them up. */
  #tellUnreadable(): void {
    this.#log.addNotice({ file: 0, message: UNREADABLE_TEXTS });
    this.#tellReport();
  }

  #tellKeeping(isKeeping: boolean): void {
    this.#isKeeping = isKeeping;
    this.#progress.tell();
  }

  #tellReport(): void {
    const state = this.#state;
    if (state.status === "ready" || state.status === "reading")
      this.#set({ ...state, report: this.#log.report() });
  }

  async #complete(): Promise<void> {
    const engine = await this.#loadingEngine();
    if (await this.#rows.publishRest()) this.#set(this.#reading());
    this.#resolveFirstRows();
    const { index, isComplete } = await completeIndex(engine.urgent(), {
      columns: this.#rows.columns,
      roles: this.#rows.roles,
      chosenRoles: this.#options.roles,
      texts: this.#staging.texts(),
      fileNames: this.#handles.map((handle) => handle.name),
      rowCount: this.#staging.rows,
    });
    if (!isComplete) this.#log.addNotice({ file: 0, message: INCOMPLETE_INDEX });
    await forgetRows(engine);
    if (this.#closed.signal.aborted) return;
    const rows = this.#staging.rows;
    const report = this.#log.report();
    const cancelled = this.#loader.isCut;
    this.#setReady(index, report, rows, cancelled);
    await tidyIndex(engine.urgent());
    if (this.#totalBytes >= TIRING_BYTES) getParsePool().renew();
    if (this.#isRehearsal || cancelled || !isComplete) return;
    const { signal } = this.#closed;
    const { store: texts } = this.#staging;
    const seen = { preview: this.#rows.preview, rows, totalBytes: this.#totalBytes };
    this.#tellKeeping(this.#totalBytes >= LONG_READ_BYTES);
    void keepLater(this.#keptParts, { engine, index, report, texts, ...seen }, signal).then((isRefused) => {
      this.#tellKeeping(false);
      if (!isRefused) return;
      this.#log.noteIndexRefused();
      this.#tellReport();
    });
  }

  #setReady(index: FinishedIndex, report: LoadReport, rows: number, cancelled: boolean): void {
    const revision = this.#rows.finish(index.roles);
    if (!this.#isRehearsal && this.#place === "main") performance.mark("loupe:indexed");
    this.#set({
      status: "ready",
      ...{ ...index, report, rows, cancelled },
      readBytes: cancelled ? this.#progress.readBytes : this.#totalBytes,
      preview: this.#rows.preview,
      revision,
      pending: this.#loader.pending,
      totalBytes: this.#totalBytes,
    });
  }

  get #keptParts(): KeptParts {
    return { handles: this.#handles, store: this.#store, options: this.#options };
  }

  /** Shows the index that was kept when these files were read before. False when they have to be read. */
  async #openKept(): Promise<boolean> {
    if (this.#isRehearsal || this.#options.isReadAnew) return false;
    const at = { place: this.#place, texts: this.#texts };
    const kept = await showKept(this.#keptParts, this.#totalBytes, at, (lost) => this.#onLost(lost));
    if (kept === null) return false;
    this.#kept = kept;
    if (this.#closed.signal.aborted) {
      kept.release();
      return true;
    }
    const { columns, roles, uniqueIdColumn, preview } = kept.payload;
    this.#rows.showPreview(preview);
    this.#unpacked = restoreChunks(this.#keptParts, kept.payload);
    this.#unpacked.catch(() => this.#onLost(kept));
    this.#resolveFirstRows();
    const index = { columns, roles, uniqueIdColumn };
    this.#setReady(index, keptReport(this.#keptParts, kept), kept.rows, false);
    return true;
  }

  /** Reads the files after all: the browser gave the kept index up, or it does not fit them. */
  #onLost(kept: KeptIndex<KeptDataset>): void {
    if (this.#kept !== kept || this.#closed.signal.aborted) return;
    this.#kept = undefined;
    this.#texts.forget();
    this.#rows.forgetPreview();
    this.#store.clear();
    this.#progress.forgetRate();
    this.#unpacked = Promise.resolve();
    this.#firstRowsReady = new Promise((resolve) => {
      this.#resolveFirstRows = resolve;
    });
    this.#set({ status: "opening", report: this.#log.report(), totalBytes: this.#totalBytes });
    alsoAwait(
      this.#place,
      this,
      kept.discard().then(() => this.load()),
    );
  }

  #onFirst(file: number, reply: FirstReply): void {
    this.#rows.addFirst(file, reply);
    this.#set(this.#reading());
  }

  async #onAppended(file: number, readBytes: number, hasMore: boolean): Promise<number | null> {
    const before = this.#handles
      .slice(0, file)
      .reduce((sum, _, index) => sum + this.#store.source(index).sizeBytes, 0);
    const nowMs = performance.now();
    this.#progress.add(nowMs, before + readBytes);
    const dueInMs = this.#rows.dueInMs(nowMs, hasMore);
    if (dueInMs > 0) return dueInMs;
    await this.#publish();
    return null;
  }

  async #onColumns(file: number): Promise<void> {
    this.#rows.addColumnsOf(file);
    // No row came while they were read, which says nothing of how fast the others come.
    this.#progress.forgetRate();
    await this.#publish();
    if (!this.#isRehearsal && this.#place === "main") performance.mark("loupe:columns");
  }

  /** Shows the rows that have come since the last time. */
  async #publish(): Promise<void> {
    await this.#rows.publish();
    this.#resolveFirstRows();
    this.#set(this.#reading());
  }

  #reading(): ReadingState {
    return {
      status: "reading",
      report: this.#log.report(),
      totalBytes: this.#totalBytes,
      ...this.#rows.reading(),
    };
  }

  async #placeInIndex(row: number, signal?: AbortSignal): Promise<RowLocator> {
    const [place] = await fetchLocators(await this.engine(), [row], signal);
    if (!place) throw new RangeError(`The dataset has no row ${(row + 1).toLocaleString("en-US")}.`);
    return place;
  }

  #set(state: DatasetState): void {
    if (this.#closed.signal.aborted) return;
    this.#state = state;
    // More rows must not be there than were read.
    this.#progress.refresh();
    for (const listener of this.#listeners) listener();
  }
}
