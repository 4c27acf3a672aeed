import type { FormatDetection, TextChunk } from "@/lib/format";
import type { SourceHandle } from "@/lib/source";
import { fromFailure, withRelay } from "@/lib/worker";
import type { PlanMessage, PlanOptions, PlanRequest, UnpackedPart } from "./plan-protocol";

interface PlanEvents {
  onPart(part: UnpackedPart): void;
  /** Bytes of the packed file read so far. */
  onProgress(readBytes: number): void;
}

/**
 * Chunks of a file whose cuts have to be searched for, found in a worker of their own. Asks for one chunk
 * at a time; ending the loop early stops the worker. Throws what the worker met, after all chunks before it.
 */
export async function* planInWorker(
  source: SourceHandle,
  file: number,
  detection: FormatDetection,
  options: PlanOptions,
  events: PlanEvents,
): AsyncGenerator<TextChunk> {
  const worker = withRelay(
    new Worker(new URL("./plan-worker.ts", import.meta.url), { type: "module", name: "loupe-plan" }),
  );
  const post = (request: PlanRequest) => worker.postMessage(request);
  try {
    post({ kind: "start", source, file, detection, options });
    for (;;) {
      const message = await nextMessage(worker, () => post({ kind: "next" }), events);
      if (message.kind === "done") return;
      if (message.kind === "failed") throw fromFailure(message.failure);
      yield message.chunk;
    }
  } finally {
    worker.terminate();
  }
}

type Outcome = Extract<PlanMessage, { kind: "chunk" | "done" | "failed" }>;

function nextMessage(worker: Worker, ask: () => void, events: PlanEvents): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<PlanMessage>) => {
      switch (data.kind) {
        case "part":
          events.onPart(data.part);
          return;
        case "progress":
          events.onProgress(data.readBytes);
          return;
        case "chunk":
        case "done":
        case "failed":
          resolve(data);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || "the worker that unpacks the file stopped"));
    };
    ask();
  });
}
