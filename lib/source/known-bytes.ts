import { joinBytes } from "./join-bytes";
import type { ByteSource, KnownBytes } from "./model";

/** A source of which some stretches are not read again: they were read before. */
export class KnownSource implements ByteSource {
  readonly name: string;
  readonly sizeBytes: number;
  readonly #source: ByteSource;
  readonly #known: readonly KnownBytes[];

  constructor(source: ByteSource, known: readonly KnownBytes[]) {
    this.name = source.name;
    this.sizeBytes = source.sizeBytes;
    this.#source = source;
    this.#known = known.toSorted((a, b) => a.start - b.start);
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Promise<Uint8Array<ArrayBuffer>>[] = [];
    let at = Math.max(0, start);
    const stop = Math.min(end, this.sizeBytes);
    for (const { start: from, bytes } of this.#known) {
      const to = Math.min(stop, from + bytes.size);
      if (to <= at) continue;
      if (from >= stop) break;
      if (from > at) pieces.push(this.#source.read(at, from));
      at = Math.max(at, from);
      pieces.push(bytesOf(bytes.slice(at - from, to - from)));
      at = to;
    }
    if (at < stop || pieces.length === 0) pieces.push(this.#source.read(at, stop));
    return joinBytes(await Promise.all(pieces));
  }
}

/** A source that keeps what is read of it, outside of the memory of whoever reads. */
export class RememberingSource implements ByteSource {
  readonly name: string;
  readonly sizeBytes: number;
  readonly #source: ByteSource;
  readonly #known: KnownBytes[] = [];

  constructor(source: ByteSource) {
    this.name = source.name;
    this.sizeBytes = source.sizeBytes;
    this.#source = source;
  }

  get known(): readonly KnownBytes[] {
    return this.#known;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.#source.read(start, end);
    this.#known.push({ start: Math.max(0, start), bytes: new Blob([bytes]) });
    return bytes;
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
