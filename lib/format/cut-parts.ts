import { checkArrayEnd } from "./check-array-end";
import { type ChunkSizes, nextSize } from "./chunk-sizes";
import { ElementScanner } from "./element-scanner";
import type { UnpackedPart } from "./model";

/**
 * Gathers a stream of unpacked bytes into Blobs of about the sizes asked for, each cut where a record ends. When the stream
 * throws, what came before the error is yielded first, an incomplete last record included.
 */
export async function* cutParts(
  unpacked: AsyncIterable<Uint8Array<ArrayBuffer>>,
  framing: "lines" | "array",
  sizes: ChunkSizes,
  name: string,
): AsyncGenerator<UnpackedPart> {
  const cutter = framing === "lines" ? new LineCutter() : new ElementCutter(name);
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let baseOffset = 0;
  let position = 0;
  let wanted = sizes.firstChunkBytes;
  const take = (length: number): UnpackedPart => {
    const blob = new Blob(pieces);
    const part = { blob, baseOffset, length };
    pieces = [];
    baseOffset += length;
    return part;
  };
  let failure: { error: unknown } | null = null;
  try {
    for await (const piece of unpacked) {
      cutter.scan(piece, position);
      position += piece.length;
      pieces.push(piece);
      // The cut is looked for only when it lies in the piece just added.
      const cut = cutter.lastEnd;
      const pieceStart = position - piece.length;
      if (cut - baseOffset < wanted || cut <= pieceStart) continue;
      pieces.pop();
      pieces.push(piece.subarray(0, cut - pieceStart));
      yield take(cut - baseOffset);
      wanted = nextSize(wanted, sizes);
      if (cut < position) pieces.push(piece.subarray(cut - pieceStart));
    }
  } catch (error) {
    failure = { error };
  }
  if (position > baseOffset) yield take(position - baseOffset);
  if (failure) throw failure.error;
  cutter.finish();
}

class LineCutter {
  /** Offset after the last newline. */
  lastEnd = 0;

  scan(bytes: Uint8Array, origin: number): void {
    const newline = bytes.lastIndexOf(10);
    if (newline >= 0) this.lastEnd = origin + newline + 1;
  }

  finish(): void {}
}

class ElementCutter {
  private readonly scanner = new ElementScanner(true);

  constructor(private readonly name: string) {}

  get lastEnd(): number {
    return this.scanner.lastEnd;
  }

  scan(bytes: Uint8Array, origin: number): void {
    this.scanner.scan(bytes, origin);
  }

  finish(): void {
    checkArrayEnd(this.scanner, this.name);
  }
}
