import { type ByteSource, SourceError } from "./model";
import { type ReadMemory, readStream } from "./read-memory";

/** Bytes of a local file or of a Blob in memory. */
export class BlobSource implements ByteSource {
  readonly sizeBytes: number;

  constructor(
    readonly name: string,
    private readonly blob: Blob,
    /** What the file's date was when it was opened; null for a Blob that is no file. */
    private readonly lastModified: number | null,
  ) {
    this.sizeBytes = blob.size;
  }

  async read(start: number, end: number, memory?: ReadMemory): Promise<Uint8Array<ArrayBuffer>> {
    // A handle can be paired with a newer File of the same name, for instance when a link asks for the file again.
    const modified = "lastModified" in this.blob ? this.blob.lastModified : null;
    if (this.lastModified !== null && modified !== null && modified !== this.lastModified)
      throw this.changed();
    const from = Math.max(0, Math.min(start, this.sizeBytes));
    const to = Math.max(from, Math.min(end, this.sizeBytes));
    if (from === to) return new Uint8Array(0);
    const stretch = () => this.blob.slice(from, to);
    const bytes = (memory && (await readInto(memory, stretch))) ?? (await this.readWhole(stretch));
    if (bytes.byteLength !== to - from) throw this.changed();
    return bytes;
  }

  private async readWhole(stretch: () => Blob): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return new Uint8Array(await stretch().arrayBuffer());
    } catch (cause) {
      throw explainReadError(this.name, cause);
    }
  }

  private changed(): SourceError {
    return new SourceError(
      "changed",
      `${this.name} has changed on disk since it was opened. Open it again to see what it holds now.`,
    );
  }
}

/** Null where it does not work: the other way of reading tells why. */
async function readInto(memory: ReadMemory, stretch: () => Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const blob = stretch();
    return await readStream(blob.stream(), blob.size, memory);
  } catch {
    return null;
  }
}

// Browsers answer NotReadableError both for a file whose size or date differ from when it was chosen
// and for one that may no longer be read; NotFoundError when it was moved or deleted.
function explainReadError(name: string, cause: unknown): SourceError {
  const kind = cause instanceof Error ? cause.name : "";
  if (kind === "NotFoundError") {
    return new SourceError(
      "gone",
      `${name} is no longer where it was: it was moved, renamed or deleted. Open it again.`,
      {
        cause,
      },
    );
  }
  return new SourceError(
    "changed",
    `${name} has changed on disk, or may no longer be read. Open it again to see what it holds now.`,
    { cause },
  );
}
