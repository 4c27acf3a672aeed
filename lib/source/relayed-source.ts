import { KnownSource } from "./known-bytes";
import { type ByteSource, SourceError, type SourceHandle } from "./model";
import { absoluteUrl, UrlSource } from "./url-source";

type UrlHandle = SourceHandle & { kind: "url" };

interface ReadRequest {
  id: number;
  handle: UrlHandle;
  start: number;
  end: number;
}

type ReadReply =
  | { id: number; bytes: Uint8Array<ArrayBuffer> }
  | { id: number; code: SourceError["code"]; message: string };

let relay: Relay | undefined;

/**
 * For workers: from now on, URLs of other origins are read by the page at the other end of `port`. A worker has the
 * Content-Security-Policy of its own script, which knows nothing of the address that the user gave the page.
 */
export function readForeignThrough(port: MessagePort): void {
  relay = new Relay(port);
}

/** For the page: reads for the worker at the other end of `port`. */
export function serveForeignReads(port: MessagePort): void {
  port.onmessage = async ({ data }: MessageEvent<ReadRequest>) => {
    const { id, handle, start, end } = data;
    try {
      const bytes = await new UrlSource(handle.name, handle.url, handle.sizeBytes).read(start, end);
      port.postMessage({ id, bytes } satisfies ReadReply, [bytes.buffer]);
    } catch (cause) {
      const code = cause instanceof SourceError ? cause.code : "network";
      const message = cause instanceof Error ? cause.message : String(cause);
      port.postMessage({ id, code, message } satisfies ReadReply);
    }
  };
}

/** The source of a URL handle in this thread. */
export function openUrl(handle: UrlHandle): ByteSource {
  const isForeign = !absoluteUrl(handle.url).startsWith(`${globalThis.location?.origin}/`);
  const { known, ...plain } = handle;
  const source =
    relay && isForeign
      ? new RelayedSource(plain, relay)
      : new UrlSource(handle.name, handle.url, handle.sizeBytes);
  return known === undefined ? source : new KnownSource(source, known);
}

class Relay {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, (reply: ReadReply) => void>();
  #nextId = 1;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<ReadReply>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
  }

  async read(handle: UrlHandle, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const id = this.#nextId++;
    const reply = await new Promise<ReadReply>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#port.postMessage({ id, handle, start, end } satisfies ReadRequest);
    });
    if ("bytes" in reply) return reply.bytes;
    throw new SourceError(reply.code, reply.message);
  }
}

class RelayedSource implements ByteSource {
  readonly name: string;
  readonly sizeBytes: number;

  constructor(
    private readonly handle: UrlHandle,
    private readonly relay: Relay,
  ) {
    this.name = handle.name;
    this.sizeBytes = handle.sizeBytes;
  }

  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.relay.read(this.handle, start, end);
  }
}
