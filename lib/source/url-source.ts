import { byteReader } from "./byte-reader";
import { type ByteSource, SourceError } from "./model";

/** Bytes behind a URL, read by HTTP Range. */
export class UrlSource implements ByteSource {
  constructor(
    readonly name: string,
    private readonly url: string,
    readonly sizeBytes: number,
  ) {}

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const from = Math.max(0, Math.min(start, this.sizeBytes));
    const to = Math.max(from, Math.min(end, this.sizeBytes));
    if (from === to) return new Uint8Array(0);
    const response = await this.request(from, to);
    let bytes: Uint8Array<ArrayBuffer> | null;
    try {
      bytes = await bodyOf(response, to - from);
    } catch (cause) {
      throw this.unreachable(cause);
    }
    if (bytes === null) throw this.changed();
    return bytes;
  }

  async stream(start: number, end: number): Promise<ReadableStream<Uint8Array>> {
    // A browser keeps few connections to a server: a record that somebody waits for is not to queue behind streams.
    const { body } = await this.request(start, end, "low");
    if (body === null) throw this.changed();
    return body;
  }

  private async request(from: number, to: number, priority: RequestPriority = "auto"): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(absoluteUrl(this.url), {
        headers: { Range: `bytes=${from}-${to - 1}` },
        // In the browser's cache, requests for one address wait until the one before has its first bytes: reads would come
        // one after the other, and all behind one that hangs.
        cache: "no-store",
        priority,
      });
    } catch (cause) {
      throw this.unreachable(cause);
    }
    const isPart = response.status === 206;
    // Content-Range is hidden from us across origins unless the server exposes it; check what can be seen.
    const total = totalOf(response.headers.get("content-range"));
    if (isPart && (total === null || total === this.sizeBytes)) return response;
    // The body may be the whole file: do not download it.
    await response.body?.cancel();
    throw isPart ? this.changed() : explainStatus(this.name, response.status);
  }

  private unreachable(cause: unknown): SourceError {
    const message = `${this.name} could not be read: the connection to ${hostOf(this.url)} failed.`;
    return new SourceError("network", message, { cause });
  }

  private changed(): SourceError {
    return new SourceError(
      "changed",
      `${this.name} has changed on the server since it was opened. Open it again to see what it holds now.`,
    );
  }
}

/**
 * The bytes of an answer; null when there are more or fewer than were asked for. They are read into the memory that they
 * are to have: left to itself Chromium looks for twice the room whenever a piece of 64 KB has none, which takes longer
 * than the network of a machine by itself.
 */
async function bodyOf(response: Response, length: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = response.body === null ? null : byteReader(response.body);
  if (reader === null) {
    const buffer = await response.arrayBuffer();
    return buffer.byteLength === length ? new Uint8Array(buffer) : null;
  }
  let bytes = new Uint8Array(length);
  for (let filled = 0; filled < length; ) {
    const { value, done } = await reader.read(bytes.subarray(filled));
    if (value === undefined || done) return null;
    bytes = new Uint8Array(value.buffer);
    filled += value.byteLength;
  }
  const { done } = await reader.read(new Uint8Array(1));
  if (!done) await reader.cancel();
  return done ? bytes : null;
}

/** Why a range request did not succeed, as a sentence. */
export function explainStatus(name: string, status: number): SourceError {
  if (status === 404 || status === 410)
    return new SourceError("not-found", `The server has no file ${name} (${status}).`);
  if (status === 401 || status === 403) {
    return new SourceError(
      "not-found",
      `The server does not let you read ${name} without signing in (${status}).`,
    );
  }
  if (status === 200) {
    return new SourceError(
      "no-ranges",
      `The server of ${name} cannot send parts of a file (no HTTP ranges). Download the file and open it from your disk.`,
    );
  }
  if (status === 416) {
    return new SourceError(
      "changed",
      `${name} is shorter on the server than it was when it was opened. Open it again.`,
    );
  }
  return new SourceError("network", `The server answered ${status} when asked for ${name}.`);
}

/** The size of the whole file in a Content-Range header; null when it is not told. */
export function totalOf(contentRange: string | null): number | null {
  const digits = contentRange?.match(/\/(\d+)\s*$/)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Root-relative URLs do not resolve inside a worker made from a Blob; the origin always does. */
export function absoluteUrl(url: string): string {
  const origin = globalThis.location?.origin;
  return origin && origin !== "null" ? new URL(url, origin).href : url;
}

export function hostOf(url: string): string {
  try {
    return new URL(absoluteUrl(url)).host;
  } catch {
    return "the server";
  }
}
