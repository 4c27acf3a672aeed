import { takeRelay } from "./page-relay";
import { toFailure, type WorkerFailure } from "./worker-failure";

export type WorkerReply =
  | { id: number; ok: true; reply: object }
  | { id: number; ok: false; failure: WorkerFailure };

/** Answers every message of a worker with the result of `answer`, or with what it threw. */
export function serveWorker<Request>(answer: (request: Request) => Promise<object>): void {
  self.onmessage = async (event: MessageEvent<Request & { id: number }>) => {
    if (takeRelay(event)) return;
    const { data } = event;
    try {
      const reply = await answer(data);
      const transfer =
        "ipc" in reply && reply.ipc instanceof Uint8Array ? [reply.ipc.buffer as ArrayBuffer] : [];
      self.postMessage({ id: data.id, ok: true, reply } satisfies WorkerReply, { transfer });
    } catch (cause) {
      self.postMessage({ id: data.id, ok: false, failure: toFailure(cause) } satisfies WorkerReply);
    }
  };
}
