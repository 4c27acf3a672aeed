import { planTextChunks } from "@/lib/format";
import { takeRelay, toFailure } from "@/lib/worker";
import type { PlanMessage, PlanRequest } from "./plan-protocol";

// Finds the cuts between records where that needs reading: JSON arrays, and gzip and zstd, which it unpacks.

type Chunks = ReturnType<typeof planTextChunks>;

let chunks: Chunks | undefined;

const post = (message: PlanMessage) => self.postMessage(message);

self.onmessage = async (event: MessageEvent<PlanRequest>) => {
  if (takeRelay(event)) return;
  const { data } = event;
  if (data.kind === "start") {
    chunks = planTextChunks(
      data.source,
      data.file,
      data.detection,
      { ...data.options, onProgress: (readBytes: number) => post({ kind: "progress", readBytes }) },
      (part) => post({ kind: "part", part }),
    );
    return;
  }
  if (!chunks) return;
  try {
    const next = await chunks.next();
    post(next.done ? { kind: "done" } : { kind: "chunk", chunk: next.value });
  } catch (cause) {
    post({ kind: "failed", failure: toFailure(cause) });
  }
};
