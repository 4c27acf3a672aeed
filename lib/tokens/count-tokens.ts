import type { TokenReply, TokenRequest } from "./token-protocol";

/** Name of the tokenizer, that of GPT-4o and later. */
export const TOKENIZER = "o200k_base";

/** A worker that is done with its last request; its vocabulary takes a second to load. */
let idle: Worker | undefined;

/**
 * Tokens of each text, counted in a worker that is loaded when first asked. Rejects with the reason of `signal` when it
 * fires; the worker then stops, since a long run of one letter takes it minutes.
 */
export function countTokens(texts: readonly string[], signal: AbortSignal): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker =
      idle ??
      new Worker(new URL("./token-worker.ts", import.meta.url), { type: "module", name: "loupe-tokens" });
    idle = undefined;
    const stop = (cause: unknown): void => {
      worker.terminate();
      reject(cause);
    };
    const onAbort = (): void => stop(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    worker.onmessage = ({ data }: MessageEvent<TokenReply>) => {
      signal.removeEventListener("abort", onAbort);
      idle?.terminate();
      idle = worker;
      if (data.ok) resolve(data.counts);
      else reject(new Error(data.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      signal.removeEventListener("abort", onAbort);
      stop(new Error(event.message || "The tokenizer could not be loaded"));
    };
    worker.postMessage({ texts } satisfies TokenRequest);
  });
}
