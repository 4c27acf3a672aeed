import { type ByteSource, SourceError } from "./model";
import { type ReadMemory, readStream } from "./read-memory";

/** Bytes behind a URL, read by HTTP Range. */
export class UrlSource implements ByteSource {
  constructor(
    readonly name: string,
    private readonly url: string,
    readonly sizeBytes: number,
  ) {}

  async read(start: number, end: number, memory?: ReadMemory): Promise<Uint8Array<ArrayBuffer>> {
    const from = Math.max(0, Math.min(start, this.sizeBytes));
    const to = Math.max(from, Math.min(end, this.sizeBytes));
    if (from === to) return new Uint8Array(0);
    let response: Response;
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      response = await fetch(absoluteUrl(this.url), { headers: { Range: `bytes=${from}-${to - 1}` } });
      if (response.status !== 206) {
        // The body may be the whole file: do not download it.
        await response.body?.cancel();
        throw explainStatus(this.name, response.status);
      }
      bytes =
        (memory && response.body && (await readStream(response.body, to - from, memory))) ??
        new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      if (cause instanceof SourceError) throw cause;
      if (cause instanceof RangeError) throw this.changed({ cause });
      throw new SourceError(
        "network",
        `${this.name} could not be read: the connection to ${hostOf(this.url)} failed.`,
        {
          cause,
        },
      );
    }
    // Content-Range is hidden from us across origins unless the server exposes it; check what can be seen.
    const total = totalOf(response.headers.get("content-range"));
    if (bytes.byteLength !== to - from || (total !== null && total !== this.sizeBytes)) throw this.changed();
    return bytes;
  }

  private changed(options?: ErrorOptions): SourceError {
    return new SourceError(
      "changed",
      `${this.name} has changed on the server since it was opened. Open it again to see what it holds now.`,
      options,
    );
  }
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
