import type { ReadOptions } from "@/lib/conversation";
import type { DatabaseFile, KeepingEngine } from "@/lib/engine";
import type { Chunk, ParquetChunk, TextChunk } from "@/lib/format";
import { type DatasetIdentity, findIndex, identify, type KeptIndex, keepIndex } from "@/lib/kept";
import type { TextLayout, TextStore } from "@/lib/previews";
import { copyIndex, type FinishedIndex } from "@/lib/query";
import { type SourceHandle, versionOf } from "@/lib/source";
import type { OpenOptions } from "./dataset";
import type { LoadReport, PreviewRows } from "./model";
import { unpackFile } from "./read-file";
import type { RecordStore } from "./record-store";

/** Files below are read again about as fast as their index would be found. */
const MIN_BYTES = 1024 * 1024;
/** The person looks at the dataset first; copying its index can wait. */
const KEEP_DELAY_MS = 3000;

type Placed<Stretch> = Stretch extends Chunk ? Omit<Stretch, "source"> : never;

/** A chunk without the handle of its bytes, which is another one each time the file is opened. */
interface KeptChunk {
  chunk: Placed<TextChunk> | Placed<ParquetChunk>;
  rowStart: number;
  rows: number;
  read: ReadOptions;
}

/** What is kept of a dataset beside its index. */
export interface KeptDataset extends FinishedIndex {
  report: LoadReport;
  /** On the screen until the index has answered. */
  preview: PreviewRows;
  chunks: readonly KeptChunk[];
  isParquet: readonly boolean[];
  isPacked: readonly boolean[];
  /** Where the texts beside the index begin in their file. */
  texts: TextLayout;
}

export interface KeptParts {
  handles: readonly SourceHandle[];
  store: RecordStore;
  options: OpenOptions;
}

/** What the index of these files is kept under; null when no index of them can be. */
export async function identityOf({ handles, store, options }: KeptParts): Promise<DatasetIdentity | null> {
  const files = await Promise.all(
    handles.map(async (handle, file) => ({
      name: handle.name,
      sizeBytes: store.source(file).sizeBytes,
      fingerprint: await store.fingerprint(file),
      version: versionOf(handle),
    })),
  );
  const { conversationField, roles } = options;
  return identify(files, JSON.stringify([conversationField, roles]));
}

/** The kept index of these files; null when they have to be read. Never rejects. */
export async function findKept(parts: KeptParts, totalBytes: number): Promise<KeptIndex<KeptDataset> | null> {
  if (totalBytes < MIN_BYTES) return null;
  return findIndex<KeptDataset>(totalBytes, () => identityOf(parts));
}

/**
 * Keeps the finished index, a little later and while nobody asks the engine. True when the browser refused it. Never
 * rejects.
 */
export async function keepLater(
  parts: KeptParts,
  dataset: {
    engine: KeepingEngine;
    index: FinishedIndex;
    report: LoadReport;
    preview: PreviewRows;
    texts: TextStore;
    rows: number;
    totalBytes: number;
  },
  signal: AbortSignal,
): Promise<boolean> {
  const { engine, index, report, preview, rows, totalBytes } = dataset;
  if (totalBytes < MIN_BYTES || rows === 0 || report.files.some((file) => file.error !== null)) return false;
  await new Promise((resolve) => setTimeout(resolve, KEEP_DELAY_MS));
  if (signal.aborted) return false;
  const identity = await identityOf(parts).catch(() => null);
  if (identity === null) return false;
  const { store } = parts;
  const files = [...parts.handles.keys()];
  const texts = dataset.texts.keep();
  const payload: KeptDataset = {
    ...index,
    report,
    preview,
    chunks: store.chunks.map(({ chunk: { source: _, ...chunk }, ...rest }) => ({ chunk, ...rest })),
    isParquet: files.map((file) => store.isParquet(file)),
    isPacked: files.map((file) => store.isPacked(file)),
    texts: texts.layout,
  };
  const write = (file: DatabaseFile) => copyIndex(engine, file, rows, signal);
  const written = { write, texts: texts.bytes };
  const outcome = await keepIndex(identity, { rows, sourceBytes: totalBytes, payload }, written, {
    signal,
    isReplacing: parts.options.isReadAnew ?? false,
  });
  performance.mark("loupe:kept", { detail: { isKept: outcome === "kept" } });
  return outcome === "refused";
}

/** The load report of when the files were read; a file that was kept in one place may have moved since. */
export function keptReport(
  { handles }: KeptParts,
  { payload: { report }, madeMs }: KeptIndex<KeptDataset>,
): LoadReport {
  const files = report.files.map((file, at) => ({ ...file, name: handles[at]?.name ?? file.name }));
  return { ...report, files, keptSinceMs: madeMs };
}

/**
 * Gives the store the chunks of a kept dataset. Packed files are unpacked for it once more, which the answer waits
 * for; records can be read as they come. Rejects with FormatError or SourceError, and with a RangeError when the
 * files were cut in another way than they are now.
 */
export async function restoreChunks({ store, handles }: KeptParts, kept: KeptDataset): Promise<void> {
  for (const [file, isParquet] of kept.isParquet.entries()) if (isParquet) store.markParquet(file);
  const packed = [...handles.keys()].filter((file) => kept.isPacked[file]);
  const unpacking = packed.map((file) => unpackAgain(store, file, kept));
  for (const [index, file] of packed.entries()) {
    store.awaitParts(file, unpacking[index]?.then(() => {}) ?? Promise.resolve());
  }
  const sources = new Map((await Promise.all(unpacking)).flatMap((chunks) => [...chunks]));
  for (const entry of kept.chunks) {
    const source = sources.get(entry)?.source ?? handles[entry.chunk.file];
    const place = sources.get(entry) ?? entry.chunk;
    if (source) store.chunks.push({ ...entry, chunk: { ...place, source } as Chunk });
  }
}

/** The chunks of a packed file as they are cut now, by those that were kept. */
async function unpackAgain(
  store: RecordStore,
  file: number,
  kept: KeptDataset,
): Promise<Map<KeptChunk, TextChunk>> {
  const expected = kept.chunks.filter((entry) => entry.chunk.file === file).values();
  const found = new Map<KeptChunk, TextChunk>();
  for await (const chunk of unpackFile(store, file)) {
    const entry = expected.next().value;
    if (entry === undefined || entry.chunk.kind !== "text" || !isSameStretch(entry.chunk, chunk)) {
      throw new RangeError("the file is unpacked in other pieces than before");
    }
    found.set(entry, chunk);
  }
  return found;
}

function isSameStretch(a: Placed<TextChunk>, b: TextChunk): boolean {
  return a.start + a.baseOffset === b.start + b.baseOffset && a.end + a.baseOffset === b.end + b.baseOffset;
}
