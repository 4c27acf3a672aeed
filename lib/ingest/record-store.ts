import type { ReadOptions } from "@/lib/conversation";
import { type Chunk, type Locator, PartsSource, parseRecordText, readTextRecord } from "@/lib/format";
import { type ByteSource, fingerprint, openSource, type SourceHandle } from "@/lib/source";
import type { RawRecord } from "./dataset";
import { getRecordWorker } from "./parse-pool";
import type { UnpackedPart } from "./plan-protocol";

/** A chunk whose rows are in the index: where to look again when its text is searched. */
export interface StoredChunk {
  chunk: Chunk;
  rowStart: number;
  rows: number;
  read: ReadOptions;
}

interface StoredFile {
  handle: SourceHandle;
  source: ByteSource;
  isParquet: boolean;
  fingerprint?: Promise<string>;
  /** Unpacked stretches of a packed file, in order; empty for a file that is read in place. */
  parts: UnpackedPart[];
  /** Settles when a packed file whose index was kept is unpacked; undefined for any other. */
  unpacked?: Promise<void>;
  /** Told of each part while it is. */
  onPart?: () => void;
}

/** Gives the original bytes of any record by its locator, without touching the others. */
export class RecordStore {
  readonly #files: StoredFile[];
  readonly chunks: StoredChunk[] = [];

  constructor(handles: readonly SourceHandle[]) {
    this.#files = handles.map((handle) => ({
      handle,
      source: openSource(handle),
      isParquet: false,
      parts: [],
    }));
  }

  source(file: number): ByteSource {
    return this.#file(file).source;
  }

  /** Read once, whoever asks, unless that failed. Rejects with SourceError. */
  fingerprint(file: number): Promise<string> {
    const stored = this.#file(file);
    if (stored.fingerprint === undefined) {
      stored.fingerprint = fingerprint(stored.source);
      stored.fingerprint.catch(() => {
        delete stored.fingerprint;
      });
    }
    return stored.fingerprint;
  }

  handle(file: number): SourceHandle {
    return this.#file(file).handle;
  }

  markParquet(file: number): void {
    this.#file(file).isParquet = true;
  }

  addPart(file: number, part: UnpackedPart): void {
    const stored = this.#file(file);
    stored.parts.push(part);
    stored.onPart?.();
  }

  isParquet(file: number): boolean {
    return this.#file(file).isParquet;
  }

  isPacked(file: number): boolean {
    return this.#file(file).parts.length > 0;
  }

  /** Lets readers of a packed file wait for its parts, which come while `unpacked` is not settled. */
  awaitParts(file: number, unpacked: Promise<void>): void {
    this.#file(file).unpacked = unpacked;
  }

  /** As if nothing had been read. */
  clear(): void {
    this.chunks.length = 0;
    for (const stored of this.#files) {
      stored.parts = [];
      delete stored.unpacked;
    }
  }

  /** Meaning of the locator columns of the index, which depends on the kind of file. */
  locator(file: number, offset: number, length: number): Locator {
    return this.#file(file).isParquet
      ? { kind: "parquet", file, rowGroup: offset, index: length }
      : { kind: "text", file, offset, length };
  }

  /** Rejects with SourceError when the file changed or is gone. */
  async read(locator: Locator): Promise<Pick<RawRecord, "value" | "text" | "marks">> {
    const { handle } = this.#file(locator.file);
    if (locator.kind === "parquet") {
      const { rowGroup, index } = locator;
      const { text, marks } = await getRecordWorker().run("read-parquet", {
        source: handle,
        rowGroup,
        index,
      });
      return { value: parseRecordText(text).value, text, marks };
    }
    return readTextRecord(await this.#textSource(locator), locator);
  }

  /** Exact bytes of a record; a Parquet row as UTF-8 JSON. */
  async readBytes(locator: Locator): Promise<Uint8Array> {
    if (locator.kind === "parquet") return new TextEncoder().encode((await this.read(locator)).text);
    return (await this.#textSource(locator)).read(locator.offset, locator.offset + locator.length);
  }

  async #textSource(locator: Locator & { kind: "text" }): Promise<ByteSource> {
    const stored = this.#file(locator.file);
    if (stored.unpacked !== undefined) await unpackedTo(stored, locator.offset + locator.length);
    const { source, parts } = stored;
    return parts.length === 0 ? source : new PartsSource(source.name, parts);
  }

  #file(file: number): StoredFile {
    const stored = this.#files[file];
    if (!stored) throw new RangeError(`the dataset has no file ${file}`);
    return stored;
  }
}

/** Waits until the text is unpacked up to `end`, or to where it ends. */
async function unpackedTo(stored: StoredFile, end: number): Promise<void> {
  const isThere = () => {
    const last = stored.parts.at(-1);
    return last !== undefined && last.baseOffset + last.length >= end;
  };
  let isOver = false;
  const over = stored.unpacked?.finally(() => {
    isOver = true;
  });
  while (!isThere() && !isOver) {
    await Promise.race([
      over,
      new Promise<void>((resolve) => {
        const before = stored.onPart;
        stored.onPart = () => {
          before?.();
          resolve();
        };
      }),
    ]);
  }
}
