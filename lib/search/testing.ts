import { readFileSync } from "node:fs";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { detectFormat, parseTextChunk, planTextChunks, type Value } from "@/lib/format";
import { openSource, type SourceHandle } from "@/lib/source";
import { searchChunk } from "./search-chunk";

const DATA = new URL("../../../shared/data/", import.meta.url);

/** A text file as it was indexed: its chunks with the rows they gave, and its records. */
export interface IndexedFile {
  chunks: Omit<Parameters<typeof searchChunk>[0], "text">[];
  records: Value[];
}

export function sharedHandle(name: string): SourceHandle {
  return textHandle(readFileSync(new URL(name, DATA)), name);
}

export function textHandle(content: BlobPart, name = "test.jsonl"): SourceHandle {
  return { kind: "blob", name, blob: new Blob([content]), lastModified: null };
}

/** Cuts a file into small chunks and reads its records. */
export async function indexFile(handle: SourceHandle, chunkBytes = 100_000): Promise<IndexedFile> {
  const file: IndexedFile = { chunks: [], records: [] };
  const detection = await detectFormat(openSource(handle));
  if (detection === null) throw new Error(`${handle.name} is no data`);
  for await (const chunk of planTextChunks(handle, 0, detection, { chunkBytes }, () => {})) {
    const before = file.records.length;
    await parseTextChunk(chunk, { record: ({ value }) => file.records.push(value), problem: () => {} });
    file.chunks.push({ chunk, rows: file.records.length - before, read: NO_OPTIONS });
  }
  return file;
}

/** Rows of the file that the search finds. */
export async function search(file: IndexedFile, text: string): Promise<number[]> {
  const rows: number[] = [];
  let rowStart = 0;
  for (const chunk of file.chunks) {
    const found = await searchChunk({ ...chunk, text });
    rows.push(...found.rows.map((row) => rowStart + row));
    rowStart += chunk.rows;
  }
  return rows;
}
