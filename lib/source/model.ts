/** What identifies a place of bytes across threads: structured-cloneable. */
export type SourceHandle =
  | { kind: "blob"; name: string; blob: Blob; lastModified: number | null }
  /** Read by HTTP Range. `url` is absolute or root-relative. */
  | { kind: "url"; name: string; url: string; sizeBytes: number };

/** Random access to bytes. */
export interface ByteSource {
  readonly name: string;
  readonly sizeBytes: number;
  /**
   * Bytes [start, end), clamped to the size. Rejects with SourceError when the file changed, disappeared
   * or the server did not answer with the range asked for.
   */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

export class SourceError extends Error {
  constructor(
    readonly code: "gone" | "changed" | "network" | "no-ranges" | "not-found",
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "SourceError";
  }
}
