import type { ReadOptions } from "@/lib/conversation";
import { type Chunk, chunkRows, LIMITS, type ParquetChunk } from "@/lib/format";
import type { PendingColumns } from "@/lib/schema";
import type { KnownBytes } from "@/lib/source";
import { cutSteps } from "./columns-first";
import type { LoaderParts } from "./loader-parts";
import type { ColumnsReply, ParquetPlan } from "./parse-protocol";

/** Reads the columns that come before the others, of all rows of one file after the other. */
export class ColumnsLoader {
  readonly #parts: LoaderParts;
  readonly #columns: readonly string[];
  readonly #rowStart: number;
  #rowEnd: number;
  /** In which all columns are read. */
  readonly #chunks: ParquetChunk[] = [];
  /** What was read of files on servers, by file and row group. */
  readonly #known = new Map<string, readonly KnownBytes[]>();

  /** `rowStart`: the row of the dataset that the first one is. */
  constructor(parts: LoaderParts, columns: readonly string[], rowStart: number) {
    this.#parts = parts;
    this.#columns = columns;
    this.#rowStart = rowStart;
    this.#rowEnd = rowStart;
    parts.staging.beginAhead(rowStart, columns);
  }

  get columns(): readonly string[] {
    return this.#columns;
  }

  /** Whether the rows of a file were read. */
  holds(file: number): boolean {
    return this.#chunks.some((chunk) => chunk.file === file);
  }

  /**
   * Puts the rows of the next file into the index, in order; no worker is asked for them before `begun`. False when reading
   * was stopped, or there are too many rows: those that are there are ahead all the same. Rejects with what a worker met.
   */
  async read(plan: ParquetPlan, begun: Promise<unknown>, isStopped: () => boolean): Promise<boolean> {
    const { pool, staging } = this.#parts;
    const columns = this.#columns;
    const steps = cutSteps(plan, columns);
    const rows = steps.reduce((sum, step) => sum + chunkRows(step), 0);
    if (this.#rowEnd + rows > LIMITS.rows) return false;
    this.#rowEnd += rows;
    this.#chunks.push(...plan.chunks);
    const replies: { step: ParquetChunk; reply: Promise<ColumnsReply> }[] = [];
    const queue = steps.values();
    const askNext = () => {
      const { value: step } = queue.next();
      if (step === undefined || isStopped()) return;
      const reply = pool.run("columns", { chunk: step, columns, fields: staging.planned });
      // Handled in its turn; without this one that fails early would count as unhandled.
      reply.catch(() => {});
      replies.push({ step, reply });
    };
    await begun;
    for (let count = 0; count < pool.capacity; count++) askNext();
    for (let next = replies.shift(); next !== undefined; next = replies.shift()) {
      const reply = await next.reply;
      if (isStopped()) return false;
      askNext();
      await this.#append(next.step, reply);
    }
    return true;
  }

  async #append({ file, stretches }: ParquetChunk, reply: ColumnsReply): Promise<void> {
    const { staging, log, engine } = this.#parts;
    const change = await staging.appendAhead((await engine()).urgent(), reply);
    log.addTypeConflicts(change.typeConflicts);
    log.addLateFields(change.lateFields);
    for (const [at, known] of reply.known.entries()) {
      const group = stretches[at]?.rowGroup;
      if (group !== undefined && known.length > 0) this.#known.set(groupKey(file, group), known);
    }
  }

  /** The chunk with what is known of its bytes. */
  withKnown(chunk: Chunk): Chunk {
    if (chunk.kind !== "parquet" || chunk.source.kind !== "url") return chunk;
    const { file, stretches } = chunk;
    const known = stretches.flatMap(({ rowGroup }) => this.#known.get(groupKey(file, rowGroup)) ?? []);
    return known.length === 0 ? chunk : { ...chunk, source: { ...chunk.source, known } };
  }

  /** Keeps the rows that were not read whole, as they are; returns the columns that they lack, if there are any. */
  async keep(read: ReadOptions): Promise<PendingColumns | null> {
    const { staging, store, log, engine } = this.#parts;
    const pending = await staging.keepAhead((await engine()).urgent());
    let rowStart = this.#rowStart;
    for (const chunk of this.#chunks) {
      const rows = chunkRows(chunk);
      if (pending !== null && rowStart >= pending.rowEnd && rowStart + rows <= staging.rows) {
        store.chunks.push({ chunk: this.withKnown(chunk), rowStart, rows, read });
        log.updateFile(chunk.file, { rows: (log.file(chunk.file)?.rows ?? 0) + rows });
      }
      rowStart += rows;
    }
    return pending;
  }
}

function groupKey(file: number, rowGroup: number): string {
  return `${file} ${rowGroup}`;
}
