import type { FormatDetection, TextChunk } from "@/lib/format";
import type { SourceHandle } from "@/lib/source";
import type { WorkerFailure } from "@/lib/worker";

export interface UnpackedPart {
  blob: Blob;
  baseOffset: number;
  length: number;
}

export interface PlanOptions {
  firstChunkBytes: number;
  chunkBytes: number;
}

/** To the planning worker. It makes one chunk for each "next", so that unpacking never runs far ahead of parsing. */
export type PlanRequest =
  | { kind: "start"; source: SourceHandle; file: number; detection: FormatDetection; options: PlanOptions }
  | { kind: "next" };

/** From the planning worker. Parts and progress come before the chunk they belong to. */
export type PlanMessage =
  | { kind: "part"; part: UnpackedPart }
  | { kind: "progress"; readBytes: number }
  | { kind: "chunk"; chunk: TextChunk }
  | { kind: "done" }
  | { kind: "failed"; failure: WorkerFailure };
