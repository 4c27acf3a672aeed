import { joinBytes } from "@/lib/source";

const STRETCH_BYTES = 64 * 1024;
/** Two magic bytes, method deflate, no reserved flag. */
const HEADER_BYTES = 4;

/** The same bytes in stretches of at most 64 KB, cut so that whatever looks like a gzip header begins one. */
export async function* cutAtGzipHeaders(
  packed: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  for await (const piece of packed) {
    const bytes = joinBytes([held, piece]);
    // A header may straddle two pieces.
    const end = Math.max(0, bytes.length - (HEADER_BYTES - 1));
    let start = 0;
    while (start < end) {
      const stretchEnd = nextHeader(bytes, start + 1, Math.min(end, start + STRETCH_BYTES));
      yield bytes.slice(start, stretchEnd);
      start = stretchEnd;
    }
    held = bytes.slice(start);
  }
  if (held.length > 0) yield held;
}

export function startsWithGzipHeader(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x1f &&
    bytes[at + 1] === 0x8b &&
    bytes[at + 2] === 8 &&
    ((bytes[at + 3] ?? 255) & 0xe0) === 0
  );
}

/** Where the next header begins in [from, end), or `end`. */
function nextHeader(bytes: Uint8Array, from: number, end: number): number {
  for (let at = bytes.indexOf(0x1f, from); at >= 0 && at < end; at = bytes.indexOf(0x1f, at + 1)) {
    if (startsWithGzipHeader(bytes, at)) return at;
  }
  return end;
}
