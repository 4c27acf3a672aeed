import { type ByteSource, joinBytes, openSource } from "@/lib/source";
import type { UnpackedPart } from "./model";

/** The unpacked text of a packed file, read from the parts that were kept of it. */
export class PartsSource implements ByteSource {
  private readonly parts: readonly UnpackedPart[];
  readonly sizeBytes: number;

  /** Parts may come in any order but leave no gap. */
  constructor(
    readonly name: string,
    parts: readonly UnpackedPart[],
  ) {
    this.parts = parts.toSorted((a, b) => a.baseOffset - b.baseOffset);
    const last = this.parts.at(-1);
    this.sizeBytes = last ? last.baseOffset + last.length : 0;
  }

  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let index = this.indexOf(start); index < this.parts.length; index++) {
      const part = this.parts[index];
      if (!part || part.baseOffset >= end) break;
      const source = openSource({ kind: "blob", name: this.name, blob: part.blob, lastModified: null });
      pieces.push(await source.read(start - part.baseOffset, end - part.baseOffset));
    }
    return joinBytes(pieces);
  }

  /** Index of the part that holds `offset`: the last one that does not begin after it. */
  private indexOf(offset: number): number {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.parts[middle]?.baseOffset ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}
