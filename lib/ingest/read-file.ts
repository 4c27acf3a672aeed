import { type Chunk, detectFormat, type FormatDetection, planTextChunks, type TextChunk } from "@/lib/format";
import { FIRST_CHUNK_BYTES } from "./first-chunk";
import type { Parsers } from "./parse-pool";
import type { ParquetPlan } from "./parse-protocol";
import { planInWorker } from "./plan-in-worker";
import type { PlanOptions } from "./plan-protocol";
import type { RecordStore } from "./record-store";

const PLAN_OPTIONS: PlanOptions = { firstChunkBytes: FIRST_CHUNK_BYTES, chunkBytes: 16 * 1024 * 1024 };

export interface SizedChunk {
  chunk: Chunk;
  /** Bytes of the file that are read once this chunk and all before it are. */
  readBytes: number;
}

export interface FilePlan {
  /** "JSONL", "gzip JSON array", "Parquet". */
  format: string;
  chunks: AsyncGenerator<SizedChunk>;
  notices: string[];
  /** null for a file of another format. */
  parquet: ParquetPlan | null;
}

/** Finds out what a file is and cuts it into chunks. Rejects with FormatError or SourceError. */
export async function planFile(store: RecordStore, file: number, pool: Parsers): Promise<FilePlan> {
  const source = store.source(file);
  const detection = await detectFormat(source);
  const format = formatName(detection);
  if (detection.framing === "parquet") {
    store.markParquet(file);
    const plan = await pool.run("plan-parquet", { file, source: store.handle(file) });
    return {
      format,
      chunks: parquetChunks(plan.chunks, plan.chunkBytes, source.sizeBytes),
      notices: plan.notices,
      parquet: plan,
    };
  }
  return { format, chunks: textChunks(store, file, detection), notices: [], parquet: null };
}

/** The chunks of a packed file once more, its parts on the way. Throws FormatError or SourceError. */
export async function* unpackFile(store: RecordStore, file: number): AsyncGenerator<TextChunk> {
  const detection = await detectFormat(store.source(file));
  for await (const { chunk } of textChunks(store, file, detection)) yield chunk;
}

function formatName({ packing, framing }: FormatDetection): string {
  const name = framing === "parquet" ? "Parquet" : framing === "array" ? "JSON array" : "JSONL";
  return packing === "none" ? name : `${packing} ${name}`;
}

async function* parquetChunks(
  chunks: readonly Chunk[],
  bytes: readonly number[],
  sizeBytes: number,
): AsyncGenerator<SizedChunk> {
  const total = bytes.reduce((sum, each) => sum + each, 0);
  let read = 0;
  for (const [index, chunk] of chunks.entries()) {
    read += bytes[index] ?? 0;
    yield { chunk, readBytes: total > 0 ? Math.round((read / total) * sizeBytes) : sizeBytes };
  }
}

async function* textChunks(
  store: RecordStore,
  file: number,
  detection: FormatDetection,
): AsyncGenerator<SizedChunk & { chunk: TextChunk }> {
  const handle = store.handle(file);
  if (detection.packing === "none" && detection.framing === "lines") {
    const chunks = planTextChunks(handle, file, detection, PLAN_OPTIONS, () => {});
    for await (const chunk of chunks) yield { chunk, readBytes: chunk.end };
    return;
  }
  let packedBytes = 0;
  const chunks: AsyncGenerator<TextChunk> = planInWorker(handle, file, detection, PLAN_OPTIONS, {
    onPart: (part) => store.addPart(file, part),
    onProgress: (readBytes) => {
      packedBytes = readBytes;
    },
  });
  for await (const chunk of chunks) {
    yield { chunk, readBytes: detection.packing === "none" ? chunk.end : packedBytes };
  }
}
