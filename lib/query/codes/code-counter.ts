import { type CodeAnswer, type CodeQuestion, CodeTable } from "./code-table";

/** What the worker is told. It answers "count" only, in order. */
export type CodeRequest =
  | { kind: "open"; rowCount: number }
  | { kind: "put"; column: string; rowStart: number; codes: Uint16Array }
  | { kind: "count"; question: CodeQuestion };

/** A code table, where nothing waits for it. */
export interface CodeCounter {
  put(column: string, rowStart: number, codes: Uint16Array): void;
  /** Rejects when the table is lost: there was no memory for it, or it was closed. */
  count(question: CodeQuestion): Promise<CodeAnswer>;
  close(): void;
}

/** A counter in a worker of its own; where there are none, as in Node, one that counts at once. */
export function openCounter(rowCount: number): CodeCounter {
  return typeof Worker === "undefined" ? localCounter(rowCount) : new WorkerCounter(rowCount);
}

function localCounter(rowCount: number): CodeCounter {
  const table = new CodeTable(rowCount);
  return {
    put: (column, rowStart, codes) => table.put(column, rowStart, codes),
    count: async (question) => table.count(question),
    close: () => undefined,
  };
}

interface Waiting {
  resolve: (answer: CodeAnswer) => void;
  reject: (cause: unknown) => void;
}

class WorkerCounter implements CodeCounter {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #lost: Error | null = null;

  constructor(rowCount: number) {
    this.#worker = new Worker(new URL("./code-worker.ts", import.meta.url), {
      type: "module",
      name: "loupe-codes",
    });
    this.#worker.onmessage = ({ data }: MessageEvent<CodeAnswer>) => this.#waiting.shift()?.resolve(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(new Error(event.message || "Counting in codes stopped"));
    };
    this.#tell({ kind: "open", rowCount });
  }

  put(column: string, rowStart: number, codes: Uint16Array): void {
    this.#tell({ kind: "put", column, rowStart, codes }, [codes.buffer as ArrayBuffer]);
  }

  count(question: CodeQuestion): Promise<CodeAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== null) {
        reject(this.#lost);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#tell({ kind: "count", question });
    });
  }

  close(): void {
    this.#lose(new Error("The rows are others now"));
  }

  #tell(request: CodeRequest, transfer: Transferable[] = []): void {
    if (this.#lost === null) this.#worker.postMessage(request, transfer);
  }

  #lose(cause: Error): void {
    this.#lost ??= cause;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(this.#lost);
  }
}
