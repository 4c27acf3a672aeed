import { type Engine, type EnginePlace, getEngine, type KeepingEngine } from "@/lib/engine";
import type { DatasetIdentity, KeptIndex } from "@/lib/kept";
import { TextStore, type TextsProgress } from "@/lib/previews";
import {
  dropIndex,
  type FinishedIndex,
  fetchLocators,
  forgetRows,
  showKeptIndex,
  tidyIndex,
} from "@/lib/query";
import { type Column, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import { joinFingerprints, type SourceHandle } from "@/lib/source";
import { lineWorkerCount } from "@/lib/worker";
import { completeIndex, INCOMPLETE_INDEX } from "./complete-index";
import type { Dataset, OpenOptions, RawRecord } from "./dataset";
import { DatasetLoader, mergeRoles } from "./dataset-loader";
import { exportStream } from "./export-records";
import {
  findKept,
  identityOf,
  type KeptDataset,
  type KeptParts,
  keepLater,
  restoreChunks,
} from "./kept-dataset";
import { LoadLog } from "./load-log";
import type { DatasetState, LoadReport, PreviewRows, ReadingProgress } from "./model";
import { ownVisibleColumns } from "./own-columns";
import { getParsePool } from "./parse-pool";
import type { FirstReply } from "./parse-protocol";
import { afterLoading, alsoAwait } from "./place-turns";
import { PlacedTexts } from "./placed-texts";
import { previewOf } from "./preview-rows";
import { ReadingRate } from "./reading-rate";
import { RecordStore, type StoredChunk } from "./record-store";
import { StagingTable } from "./staging-table";

/**
 * Shortest time before the database is asked while reading, and between two such times: while it counts, it has no time
 * to take in rows, and the more rows there are the longer it counts. So it is also asked no sooner than this share of the
 * time that reading has taken. Until then the first rows are on the screen; the bytes read are told more often.
 */
const REVISION_INTERVAL_MS = 1200;
const REVISION_INTERVAL_SHARE = 0.5;
const PROGRESS_INTERVAL_MS = 200;

/** Of so many, memory matters more than the tenth of the time that one line worker more saves. */
const MANY_BYTES = 512 << 20;
/** Workers that have read so much together are replaced by new ones: they hold some 100 MB. */
const TIRING_BYTES = 256 << 20;

/** Longest time that whoever draws the page waits for the first bytes to be on their way. */
const START_WAIT_MS = 50;

/** For the load report. */
const UNREADABLE_TEXTS =
  "The browser gave up the beginnings of some long texts, which are missing from the table. Every record can be read; open the file again to see them.";

/** A dataset whose files are read into the index of a place. */
export class OpenedDataset implements Dataset {
  readonly #listeners = new Set<() => void>();
  readonly #progressListeners = new Set<() => void>();
  readonly #handles: readonly SourceHandle[];
  readonly #store: RecordStore;
  readonly #staging: StagingTable;
  readonly #log: LoadLog;
  readonly #loader: DatasetLoader;
  readonly #options: OpenOptions;
  readonly #place: EnginePlace;
  readonly #isRehearsal: boolean;
  readonly #startedMs = performance.now();
  readonly #totalBytes: number;
  #state: DatasetState;
  #progress: ReadingProgress;
  #roles: RoleAssignment = {};
  #shown: { staged: readonly Column[]; columns: readonly Column[] } | undefined;
  #preview: PreviewRows = { columns: [], rows: [] };
  #revision = 0;
  #settledRevision = 0;
  /** The last file of which all rows are in the index, with the columns that are read before the others. */
  #columnsFile = -1;
  #lastRevisionMs = performance.now();
  #lastProgressMs = 0;
  #readBytes = 0;
  #rate = new ReadingRate();
  readonly #closed = new AbortController();
  #kept: KeptIndex<KeptDataset> | undefined;
  readonly #texts = new PlacedTexts(() => this.#tellProgress());
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
        onAppended: (file, readBytes) => this.#onAppended(file, readBytes),
        onColumns: (file) => this.#onColumns(file),
      },
    );
    this.#progress = this.#measureProgress();
    this.#state = { status: "opening", report: this.#log.report(), totalBytes: this.#totalBytes };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getState(): DatasetState {
    return this.#state;
  }

  subscribeProgress(listener: () => void): () => void {
    this.#progressListeners.add(listener);
    return () => this.#progressListeners.delete(listener);
  }

  getProgress(): ReadingProgress {
    return this.#progress;
  }

  getTextsProgress(): TextsProgress | null {
    return this.#texts.progress;
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
    this.#progressListeners.clear();
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
    const place = await this.#placeOf(row, signal);
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

  #tellReport(): void {
    const state = this.#state;
    if (state.status === "ready" || state.status === "reading")
      this.#set({ ...state, report: this.#log.report() });
  }

  async #complete(): Promise<void> {
    const engine = await this.#loadingEngine();
    const before = this.#staging.publishedRows;
    await this.#staging.publish(engine.urgent());
    if (this.#revision > 0 && before < this.#staging.publishedRows) {
      // To complete a large index takes seconds: until then what is counted is counted over the same rows.
      this.#settledRevision = ++this.#revision;
      this.#set(this.#reading());
    }
    this.#resolveFirstRows();
    const { index, isComplete } = await completeIndex(engine.urgent(), {
      columns: this.#columns(),
      roles: this.#roles,
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
    const cancelled = this.#loader.isCancelled;
    this.#setReady(index, report, rows, cancelled);
    await tidyIndex(engine.urgent());
    if (this.#totalBytes >= TIRING_BYTES) getParsePool().renew();
    if (this.#isRehearsal || cancelled || !isComplete) return;
    const { signal } = this.#closed;
    const { store: texts } = this.#staging;
    const seen = { preview: this.#preview, rows, totalBytes: this.#totalBytes };
    void keepLater(this.#keptParts, { engine, index, report, texts, ...seen }, signal).then((isRefused) => {
      if (!isRefused) return;
      this.#log.noteIndexRefused();
      this.#tellReport();
    });
  }

  #setReady(index: FinishedIndex, report: LoadReport, rows: number, cancelled: boolean): void {
    this.#roles = index.roles;
    if (!this.#isRehearsal && this.#place === "main") performance.mark("loupe:indexed");
    this.#set({
      status: "ready",
      ...{ ...index, report, rows, cancelled },
      readBytes: cancelled ? this.#readBytes : this.#totalBytes,
      preview: this.#preview,
      revision: ++this.#revision,
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
    const kept = await findKept(this.#keptParts, this.#totalBytes);
    if (kept === null) return false;
    const engine = await getEngine(this.#place);
    try {
      await showKeptIndex(engine.urgent(), kept.file, kept.rows, () => this.#onLost(kept));
    } catch {
      await kept.discard();
      return false;
    }
    const texts = TextStore.restore(kept.texts, kept.payload.texts, () => this.#onLost(kept));
    await this.#texts.place(engine, texts);
    await forgetRows(engine);
    this.#kept = kept;
    if (this.#closed.signal.aborted) {
      kept.release();
      return true;
    }
    const { columns, roles, uniqueIdColumn, report, preview } = kept.payload;
    this.#preview = preview;
    this.#unpacked = restoreChunks(this.#keptParts, kept.payload);
    this.#unpacked.catch(() => this.#onLost(kept));
    this.#resolveFirstRows();
    const index = { columns, roles, uniqueIdColumn };
    this.#setReady(index, this.#keptReport(report, kept.madeMs), kept.rows, false);
    return true;
  }

  /** A file that was kept in one place may have moved since. */
  #keptReport(report: LoadReport, keptSinceMs: number): LoadReport {
    const files = report.files.map((file, at) => ({ ...file, name: this.#handles[at]?.name ?? file.name }));
    return { ...report, files, keptSinceMs };
  }

  /** Reads the files after all: the browser gave the kept index up, or it does not fit them. */
  #onLost(kept: KeptIndex<KeptDataset>): void {
    if (this.#kept !== kept || this.#closed.signal.aborted) return;
    this.#kept = undefined;
    this.#texts.forget();
    this.#preview = { columns: [], rows: [] };
    this.#store.clear();
    this.#rate = new ReadingRate();
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
    this.#roles = mergeRoles(this.#roles, this.#rolesByColumn(reply.roles));
    if (file === 0) {
      this.#preview = previewOf(reply.previewRows, this.#columns(), reply.fields);
    }
    this.#set(this.#reading());
  }

  async #onAppended(file: number, readBytes: number): Promise<void> {
    const before = this.#handles
      .slice(0, file)
      .reduce((sum, _, index) => sum + this.#store.source(index).sizeBytes, 0);
    this.#readBytes = before + readBytes;
    const nowMs = performance.now();
    if (nowMs - this.#lastProgressMs >= PROGRESS_INTERVAL_MS) {
      this.#lastProgressMs = nowMs;
      this.#rate.add(nowMs, this.#readBytes);
      this.#progress = this.#measureProgress();
      this.#tellProgress();
    }
    const intervalMs = Math.max(REVISION_INTERVAL_MS, REVISION_INTERVAL_SHARE * (nowMs - this.#startedMs));
    if (nowMs - this.#lastRevisionMs < intervalMs) return;
    await this.#publish();
  }

  async #onColumns(file: number): Promise<void> {
    this.#columnsFile = file;
    // No row came while they were read, which says nothing of how fast the others come.
    this.#rate = new ReadingRate();
    await this.#publish();
    if (!this.#isRehearsal && this.#place === "main") performance.mark("loupe:columns");
  }

  /** Shows the rows that have come since the last time. */
  async #publish(): Promise<void> {
    this.#lastRevisionMs = performance.now();
    const rows = this.#staging.publishedRows;
    await this.#staging.publish((await this.#loadingEngine()).urgent());
    this.#revision++;
    if (this.#staging.pending === null || this.#staging.publishedRows !== rows)
      this.#settledRevision = this.#revision;
    this.#resolveFirstRows();
    this.#set(this.#reading());
  }

  #reading(): DatasetState {
    return {
      status: "reading",
      report: this.#log.report(),
      totalBytes: this.#totalBytes,
      columns: this.#columns(),
      roles: this.#roles,
      preview: this.#preview,
      rows: this.#staging.publishedRows,
      revision: this.#revision,
      pending: this.#staging.pending,
      hasAllRows: this.#staging.pending !== null && this.#columnsFile === this.#handles.length - 1,
      settledRevision: this.#settledRevision,
    };
  }

  #columns(): readonly Column[] {
    const staged = this.#staging.columns;
    if (this.#shown?.staged !== staged) {
      this.#shown = { staged, columns: [...ownVisibleColumns(this.#handles.length), ...staged] };
    }
    return this.#shown.columns;
  }

  /** Roles are found on fields; views speak of columns. */
  #rolesByColumn(roles: RoleAssignment): RoleAssignment {
    const byField = new Map(this.#staging.columns.map((column) => [column.field, column.name]));
    const renamed: RoleAssignment = {};
    for (const [role, fields] of Object.entries(roles)) {
      renamed[role as keyof RoleAssignment] = fields.map((field) => byField.get(field) ?? field);
    }
    return renamed;
  }

  #tellProgress(): void {
    for (const listener of this.#progressListeners) listener();
  }

  #measureProgress(): ReadingProgress {
    return {
      readBytes: this.#readBytes,
      totalBytes: this.#totalBytes,
      rows: this.#staging.rows,
      ...this.#rate.measure(this.#totalBytes),
    };
  }

  async #placeOf(row: number, signal?: AbortSignal) {
    // Rows of the preview can be opened before the database has started.
    const shown = this.#revision === 0 ? this.#preview.rows[row] : undefined;
    if (shown) {
      const line = shown[OWN_COLUMNS.line];
      return {
        file: Number(shown[OWN_COLUMNS.file]),
        offset: Number(shown[OWN_COLUMNS.offset]),
        length: Number(shown[OWN_COLUMNS.length]),
        line: typeof line === "number" ? line : null,
      };
    }
    const [place] = await fetchLocators(await this.engine(), [row], signal);
    if (!place) throw new RangeError(`the dataset has no row ${row}`);
    return place;
  }

  #set(state: DatasetState): void {
    if (this.#closed.signal.aborted) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
