/** What identifies a place of bytes across threads: structured-cloneable. */
export type SourceHandle =
  | { kind: "blob"; name: string; blob: Blob; lastModified: number | null }
  /**
   * Read by HTTP Range. `url` is absolute or root-relative. `modified` is what the server said of this version of the
   * file: its ETag or its date; null or missing when it said neither. `known`: what need not be asked for again.
   */
  | {
      kind: "url";
      name: string;
      url: string;
      sizeBytes: number;
      modified?: string | null;
      known?: readonly KnownBytes[];
    };

/** Bytes of a file from `start` on, as they were read. */
export interface KnownBytes {
  start: number;
  bytes: Blob;
}

/** What tells this version of a file from another of the same fingerprint; null when nothing does. */
export function versionOf(handle: SourceHandle): string | null {
  switch (handle.kind) {
    case "blob":
      return handle.lastModified === null ? null : String(handle.lastModified);
    case "url":
      return handle.modified ?? null;
  }
}

/** Random access to bytes. */
export interface ByteSource {
  readonly name: string;
  readonly sizeBytes: number;
  /**
   * Bytes [start, end), clamped to the size. Rejects with SourceError when the file changed, disappeared
   * or the server did not answer with the range asked for.
   */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Bytes [start, end), which must lie in the source, as they come; see StretchReader. Rejects like `read`. A stream that
   * fails does not say why, or ends early: `read` tells.
   */
  stream?(start: number, end: number): Promise<ReadableStream<Uint8Array>>;
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
