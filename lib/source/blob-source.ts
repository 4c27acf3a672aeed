import { type ByteSource, SourceError } from "./model";

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

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    this.checkDate();
    const from = Math.max(0, Math.min(start, this.sizeBytes));
    const to = Math.max(from, Math.min(end, this.sizeBytes));
    if (from === to) return new Uint8Array(0);
    let buffer: ArrayBuffer;
    try {
      buffer = await this.blob.slice(from, to).arrayBuffer();
    } catch (cause) {
      throw explainReadError(this.name, cause);
    }
    if (buffer.byteLength !== to - from) throw this.changed();
    return new Uint8Array(buffer);
  }

  async stream(start: number, end: number): Promise<ReadableStream<Uint8Array>> {
    this.checkDate();
    try {
      return this.blob.slice(start, end).stream();
    } catch (cause) {
      throw explainReadError(this.name, cause);
    }
  }

  /** A handle can be paired with a newer File of the same name, for instance when a link asks for the file again. */
  private checkDate(): void {
    const modified = "lastModified" in this.blob ? this.blob.lastModified : null;
    if (this.lastModified !== null && modified !== null && modified !== this.lastModified)
      throw this.changed();
  }

  private changed(): SourceError {
    return new SourceError(
      "changed",
      `${this.name} has changed on disk since it was opened. Open it again to see what it holds now.`,
    );
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
