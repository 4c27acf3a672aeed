import type { DiffReply, DiffRequest } from "./diff-protocol";
import type { TextComparison } from "./model";

interface Job {
  request: DiffRequest;
  resolve: (comparison: TextComparison) => void;
  reject: (cause: unknown) => void;
}

/** Jobs in order; the first is with the worker. */
const jobs: Job[] = [];
let worker: Worker | undefined;

/**
 * Compares two texts in a worker. Rejects with the reason of `signal` when it fires, and then no longer works on it:
 * who steps through records must not wait for the comparisons of those passed by.
 */
export function compareTexts(before: string, after: string, signal?: AbortSignal): Promise<TextComparison> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const job: Job = { request: { before, after }, resolve, reject };
    signal?.addEventListener("abort", () => drop(job, signal.reason), { once: true });
    jobs.push(job);
    if (jobs.length === 1) start(job);
  });
}

function start(job: Job | undefined): void {
  if (!job) return;
  worker ??= new Worker(new URL("./diff-worker.ts", import.meta.url), { type: "module", name: "loupe-diff" });
  worker.onmessage = ({ data }: MessageEvent<DiffReply>) => {
    jobs.shift();
    if (data.ok) job.resolve(data.comparison);
    else job.reject(new Error(data.message));
    start(jobs[0]);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    drop(job, new Error(event.message || "The comparison stopped"));
  };
  worker.postMessage(job.request);
}

function drop(job: Job, cause: unknown): void {
  const at = jobs.indexOf(job);
  if (at < 0) return;
  jobs.splice(at, 1);
  job.reject(cause);
  if (at > 0) return;
  worker?.terminate();
  worker = undefined;
  start(jobs[0]);
}
