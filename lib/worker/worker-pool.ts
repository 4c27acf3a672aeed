import { FormatError } from "@/lib/format";
import { withRelay } from "./page-relay";
import { fromFailure } from "./worker-failure";
import type { WorkerReply } from "./worker-messages";

interface Job {
  message: object;
  resolve(reply: unknown): void;
  reject(cause: unknown): void;
}

/**
 * A fixed set of workers that answer requests; `Calls` names each kind of request with what it takes and gives.
 * Each worker has one request at a time; the others wait in order.
 */
export class WorkerPool<Calls extends { [Kind in keyof Calls]: { request: object; reply: object } }> {
  readonly size: number;
  readonly #create: () => Worker;
  readonly #idle: Worker[] = [];
  readonly #jobs: Job[] = [];

  constructor(size: number, create: () => Worker) {
    this.size = size;
    this.#create = create;
    for (let count = 0; count < size; count++) this.#idle.push(withRelay(create()));
  }

  /** Rejects with the FormatError or SourceError that the worker met. */
  run<Kind extends keyof Calls & string>(
    kind: Kind,
    request: Calls[Kind]["request"],
  ): Promise<Calls[Kind]["reply"]> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ message: { ...request, kind }, resolve: resolve as Job["resolve"], reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    if (this.#jobs.length === 0) return;
    const worker = this.#idle.pop();
    if (!worker) return;
    const job = this.#jobs.shift();
    if (!job) return;
    worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
      this.#release(worker);
      if (data.ok) job.resolve(data.reply);
      else job.reject(fromFailure(data.failure));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // A worker that died (out of memory, a trap) is replaced, so that one bad file does not take the next one down.
      worker.terminate();
      this.#release(withRelay(this.#create()));
      job.reject(new FormatError("unknown", event.message || "a worker that was reading the file stopped"));
    };
    worker.postMessage(job.message);
  }

  #release(worker: Worker): void {
    this.#idle.push(worker);
    this.#dispatch();
  }
}

/** How many workers read and search: one core is left to the page and the database, but never fewer than two work. */
export function workerCount(): number {
  return Math.max(2, Math.min(8, (navigator.hardwareConcurrency || 2) - 1));
}
