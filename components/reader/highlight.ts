import { loadLanguage } from "./highlight-languages";
import type { HighlightedCode, HighlightReply, HighlightRequest } from "./highlight-protocol";

/** Longer code is shown plain: tens of thousands of coloured pieces are slow to draw and to scroll. */
const HIGHLIGHT_LIMIT = 40_000;
/** A grammar that takes longer has met text it was not made for. */
const PATIENCE_MS = 8000;

interface Job {
  request: HighlightRequest;
  resolve: (lines: HighlightedCode | null) => void;
}

let worker: Worker | null = null;
let lastId = 0;
const jobs: Job[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Colours `code` in a worker, one request at a time; null when the language is unknown or the code too long. */
export function highlightCode(code: string, language: string): Promise<HighlightedCode | null> {
  if (code.length > HIGHLIGHT_LIMIT || loadLanguage(language) === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    jobs.push({ request: { id: ++lastId, code, language }, resolve });
    if (jobs.length === 1) startFirst();
  });
}

function startFirst(): void {
  const job = jobs[0];
  if (job === undefined) return;
  worker ??= startWorker();
  timer = setTimeout(() => {
    worker?.terminate();
    worker = null;
    finishFirst(null);
  }, PATIENCE_MS);
  worker.postMessage(job.request);
}

function finishFirst(lines: HighlightedCode | null): void {
  clearTimeout(timer);
  jobs.shift()?.resolve(lines);
  startFirst();
}

function startWorker(): Worker {
  const started = new Worker(new URL("./highlight-worker.ts", import.meta.url), {
    type: "module",
    name: "loupe-highlight",
  });
  started.onmessage = ({ data }: MessageEvent<HighlightReply>) => {
    if (data.id === jobs[0]?.request.id) finishFirst(data.lines);
  };
  started.onerror = () => {
    started.terminate();
    worker = null;
    finishFirst(null);
  };
  return started;
}
