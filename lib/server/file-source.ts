import type { FileHandle } from "node:fs/promises";
import { type ByteSource, SourceError } from "@/lib/source/model";

/** Bytes of a file of this machine that somebody else opened, and closes. */
export class FileSource implements ByteSource {
  constructor(
    readonly name: string,
    readonly sizeBytes: number,
    private readonly handle: FileHandle,
  ) {}

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const from = Math.max(0, Math.min(start, this.sizeBytes));
    const bytes = new Uint8Array(Math.max(from, Math.min(end, this.sizeBytes)) - from);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await this.handle.read(bytes, at, bytes.length - at, from + at);
      if (bytesRead === 0) throw new SourceError("changed", `${this.name} became shorter while it was read.`);
      at += bytesRead;
    }
    return bytes;
  }
}
