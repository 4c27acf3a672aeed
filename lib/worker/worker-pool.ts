import { FormatError } from "@/lib/format";
import { withRelay } from "./page-relay";
import { fromFailure } from "./worker-failure";
import type { WorkerReply } from "./worker-messages";

interface Job {
  message: object;
  /** The first so many workers may take it. */
  among: number;
  signal: AbortSignal | undefined;
  resolve(reply: unknown): void;
  reject(cause: unknown): void;
}

/** Requests a worker holds at once: while it works on one, the bytes for the next are being read. */
const REQUESTS_PER_WORKER = 2;

/**
 * A fixed set of workers that answer requests; `Calls` names each kind of request with what it takes and gives.
 * Requests beyond `capacity` wait in order.
 */
export class WorkerPool<Calls extends { [Kind in keyof Calls]: { request: object; reply: object } }> {
  readonly size: number;
  readonly #create: () => Worker;
  readonly #workers: PooledWorker[] = [];
  readonly #jobs: Job[] = [];

  constructor(size: number, create: () => Worker) {
    this.size = size;
    this.#create = create;
    for (let count = 0; count < size; count++) this.#workers.push(this.#start());
  }

  /** Requests that are worked on at once. */
  get capacity(): number {
    return this.size * REQUESTS_PER_WORKER;
  }

  /**
   * Rejects with the FormatError or SourceError that the worker met. Once `signal` is aborted nobody waits any longer: a
   * worker that still is at it may never end, as one that waits for a server, and another takes its place.
   */
  run<Kind extends keyof Calls & string>(
    kind: Kind,
    request: Calls[Kind]["request"],
    signal?: AbortSignal,
  ): Promise<Calls[Kind]["reply"]> {
    return this.#run(kind, request, this.size, signal);
  }

  /** The same workers, of which only the first `count` take requests. */
  among(count: number): Pick<WorkerPool<Calls>, "capacity" | "run"> {
    return {
      capacity: count * REQUESTS_PER_WORKER,
      run: (kind, request, signal) => this.#run(kind, request, count, signal),
    };
  }

  #run<Kind extends keyof Calls & string>(
    kind: Kind,
    request: Calls[Kind]["request"],
    among: number,
    signal: AbortSignal | undefined,
  ): Promise<Calls[Kind]["reply"]> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const message = { ...request, kind };
      const job: Job = { message, among, signal, resolve: resolve as Job["resolve"], reject };
      signal?.addEventListener("abort", () => this.#giveUp(job), { once: true });
      this.#jobs.push(job);
      this.#dispatch();
    });
  }

  #giveUp(job: Job): void {
    job.reject(job.signal?.reason);
    const queued = this.#jobs.indexOf(job);
    if (queued >= 0) this.#jobs.splice(queued, 1);
    const place = this.#workers.findIndex((worker) => worker.has(job));
    const worker = this.#workers[place];
    if (worker === undefined) return;
    this.#workers[place] = this.#start();
    // What others asked of it is begun anew.
    this.#jobs.unshift(...worker.end().filter(({ signal }) => !signal?.aborted));
    this.#dispatch();
  }

  /**
   * Puts new workers in the place of those that have nothing to do: one that has worked hard holds memory of its own, and
   * garbage that nothing makes it collect.
   */
  renew(): void {
    for (const [place, worker] of this.#workers.entries()) {
      if (worker.load > 0) continue;
      worker.end();
      this.#workers[place] = this.#start();
    }
  }

  #dispatch(): void {
    const [next] = this.#jobs;
    const [first, ...others] = this.#workers.slice(0, next?.among);
    if (!next || !first) return;
    const freest = others.reduce((best, worker) => (worker.load < best.load ? worker : best), first);
    if (freest.load >= REQUESTS_PER_WORKER) return;
    const job = this.#jobs.shift();
    if (job) freest.take(job);
  }

  #start(): PooledWorker {
    return new PooledWorker(
      this.#create(),
      () => this.#dispatch(),
      (dead) => this.#replace(dead),
    );
  }

  // A worker that died (out of memory, a trap) is replaced, so that one bad file does not take the next one down.
  #replace(dead: PooledWorker): void {
    this.#workers[this.#workers.indexOf(dead)] = this.#start();
    this.#dispatch();
  }
}

class PooledWorker {
  readonly #worker: Worker;
  readonly #jobs = new Map<number, Job>();
  #nextId = 1;

  constructor(worker: Worker, onAnswered: () => void, onDied: (self: PooledWorker) => void) {
    this.#worker = withRelay(worker);
    worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
      const job = this.#jobs.get(data.id);
      this.#jobs.delete(data.id);
      onAnswered();
      if (data.ok) job?.resolve(data.reply);
      else job?.reject(fromFailure(data.failure));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      const message = sentenceOf(event.message);
      for (const job of this.#jobs.values()) job.reject(new FormatError("unknown", message));
      onDied(this);
    };
  }

  get load(): number {
    return this.#jobs.size;
  }

  has(job: Job): boolean {
    return [...this.#jobs.values()].includes(job);
  }

  /** Returns what it has not answered. */
  end(): Job[] {
    this.#worker.terminate();
    return [...this.#jobs.values()];
  }

  take(job: Job): void {
    const id = this.#nextId++;
    this.#jobs.set(id, job);
    this.#worker.postMessage({ ...job.message, id });
  }
}

/**
 * How many workers read lines of JSON of a large file. It is quick work: with the database and the browser's reading
 * beside them, more than these hardly find a core, and hold memory each.
 */
export function lineWorkerCount(): number {
  return Math.max(1, Math.min(8, coreCount() - 1));
}

/** How many workers read and search: one core is left to the page and the database, but never fewer than two work. */
export function workerCount(): number {
  return Math.max(2, Math.min(8, coreCount() - 1));
}

function coreCount(): number {
  // Unit tests run where there is no navigator.
  return globalThis.navigator?.hardwareConcurrency || 2;
}

/** What the browser says of a script that it could not load names addresses that mean nothing to anybody. */
function sentenceOf(message: string): string {
  if (/\bimportScripts\b|NetworkError/.test(message))
    return "A part of Loupe could not be loaded: check the connection, then try again";
  return message || "A worker that was reading the file stopped";
}
