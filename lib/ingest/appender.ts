import type { ReadOptions } from "@/lib/conversation";
import { LIMITS } from "@/lib/format";
import { SourceError } from "@/lib/source";
import { cutApart, mayHelpToCut, mayHelpToRepeat } from "./cut-apart";
import type { LoaderEvents, LoaderParts } from "./loader-parts";
import { painted } from "./painted";
import type { FirstReply, IndexReply } from "./parse-protocol";
import type { SizedChunk } from "./read-file";
import type { TableTurns } from "./table-turns";
import { tooManyRows } from "./too-large";

/** Appends the parsed chunks of one file strictly in the order in which they were handed in. */
export class Appender {
  readonly #parts: LoaderParts;
  readonly #events: LoaderEvents;
  readonly #file: number;
  readonly #turns: TableTurns;
  readonly #isCancelled: () => boolean;
  #last: Promise<void> = Promise.resolve();
  #lines = 0;
  #isFirst = true;
  /** Chunks that are parsed and not appended. */
  #waiting = 0;
  failure: unknown;
  /** Chunks were left out, because reading was cancelled before their turn. */
  isCut = false;
  /** Bytes of the file that were read for all rows that are there. */
  readBytes = 0;
  /** The page was told of the first rows, and has painted them. */
  drawn: Promise<void> = Promise.resolve();

  constructor(
    parts: LoaderParts,
    events: LoaderEvents,
    file: number,
    turns: TableTurns,
    isCancelled: () => boolean,
  ) {
    this.#parts = parts;
    this.#events = events;
    this.#file = file;
    this.#turns = turns;
    this.#isCancelled = isCancelled;
  }

  /** Tells of the first rows, once the chunks that can be parsed meanwhile are on their way: to draw rows takes time. */
  begin(first: FirstReply): void {
    this.#last = new Promise((resolve) => setTimeout(resolve)).then(() =>
      this.#events.onFirst(this.#file, first),
    );
    this.drawn = this.#last.then(painted);
  }

  append(sized: SizedChunk, reply: Promise<IndexReply>, read: ReadOptions): Promise<void> {
    // Handled in `#last`'s turn; without this a chunk that fails early would count as unhandled.
    reply.then(
      () => this.#waiting++,
      () => {},
    );
    this.#last = this.#last.then(async () => {
      this.isCut ||= this.#isCancelled();
      if (this.failure !== undefined || this.isCut) return;
      try {
        const whole = await reply.catch((cause: unknown) => {
          if (mayHelpToRepeat(sized.chunk, cause)) return null;
          throw cause;
        });
        if (whole !== null) this.#waiting--;
        if (whole === null) await this.#appendApart(sized, read);
        else await this.#turns.take(() => this.#appendNow(sized, whole, read));
      } catch (cause) {
        this.failure = cause;
      }
    });
    return this.#last;
  }

  /** Null for a chunk of which a part may be read though the file gives no more of another. */
  #refuseWhole({ chunk }: SizedChunk, cause: unknown): null {
    if (mayHelpToCut(chunk, cause)) return null;
    throw cause;
  }

  async #appendApart(sized: SizedChunk, read: ReadOptions): Promise<void> {
    const { pool, staging } = this.#parts;
    for (const part of cutApart(sized, this.readBytes)) {
      this.isCut ||= this.#isCancelled();
      if (this.isCut) return;
      const index = () => pool.run("index", { chunk: part.chunk, plan: { fields: staging.planned, read } });
      const reply = await twice(index).catch((cause: unknown) => this.#refuseWhole(part, cause));
      if (reply === null) await this.#appendApart(part, read);
      else await this.#turns.take(() => this.#appendNow(part, reply, read));
    }
  }

  async #appendNow({ chunk, readBytes }: SizedChunk, reply: IndexReply, read: ReadOptions): Promise<void> {
    const { staging, store, log } = this.#parts;
    const rowStart = staging.rows;
    if (!this.#isFirst) {
      const change = staging.learn(reply, rowStart);
      log.addTypeConflicts(change.typeConflicts);
      log.addLateFields(change.lateFields);
    }
    this.#isFirst = false;
    // The database may have to be started, and takes the cores that the page needs to draw the first rows of all.
    if (rowStart === 0) await this.drawn;
    if (rowStart + reply.rows > LIMITS.rows) throw tooManyRows(store.source(this.#file).name, rowStart);
    if (rowStart === 0) staging.expect(reply.ipc.byteLength * (this.#totalBytes() / readBytes));
    await staging.append((await this.#parts.engine()).urgent(), reply, this.#lines);
    store.chunks.push({ chunk, rowStart, rows: reply.rows, read });
    log.addProblems(
      reply.problems.map((problem) => ({
        ...problem,
        line: problem.line === null ? null : problem.line + this.#lines + 1,
      })),
    );
    for (const message of reply.notices) log.addNotice({ file: this.#file, message });
    log.countMarks(this.#file, reply.marks);
    this.#lines += reply.totals.lines;
    const before = log.file(this.#file);
    log.updateFile(this.#file, {
      rows: (before?.rows ?? 0) + reply.totals.records,
      lines: this.#lines,
      blankLines: (before?.blankLines ?? 0) + reply.totals.blanks,
      problemLines: (before?.problemLines ?? 0) + reply.totals.problems,
    });
    this.readBytes = readBytes;
    const quietMs = await this.#events.onAppended(this.#file, readBytes, this.#waiting > 0);
    if (quietMs !== null) this.#turns.afterQuiet(quietMs, () => this.#events.onQuiet());
  }

  #totalBytes(): number {
    const { log, store } = this.#parts;
    return log.report().files.reduce((sum, _, file) => sum + store.source(file).sizeBytes, 0);
  }
}

/** A connection that broke is tried once more. */
function twice<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((cause: unknown) => {
    if (cause instanceof SourceError && cause.code === "network") return work();
    throw cause;
  });
}
