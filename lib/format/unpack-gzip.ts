import { GzipMember } from "./gzip-member";
import { joinBytes } from "./join-bytes";
import { damagedError, truncatedError } from "./unpack-errors";

/**
 * Unpacks gzip, of one member or of several in a row (bgzip, or files joined with cat). Throws as `unpack` says.
 *
 * DecompressionStream takes one member, does not tell where it ended, and fails on what follows. So members are told apart here:
 * bytes that look like a header begin a member when the four bytes before them, the length field that ends a member, equal the
 * length of what was unpacked.
 */
export async function* gunzip(
  packed: AsyncIterable<Uint8Array<ArrayBuffer>>,
  name: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let member = new GzipMember();
  let before: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let readBytes = 0;
  for await (const stretch of cutAtHeaders(packed)) {
    if (before.length === 4 && startsWithHeader(stretch, 0)) {
      await member.settle();
      yield* member.take();
      if (member.sizeBytes % 2 ** 32 === new DataView(before.buffer).getUint32(0, true)) {
        await member.close();
        yield* member.take();
        member = new GzipMember();
      }
    }
    before = joinBytes([before, stretch.slice(-4)]).slice(-4);
    const failure = await member.write(stretch);
    yield* member.take();
    if (failure) throw damagedError(name, "gzip", readBytes, failure.cause);
    readBytes += stretch.length;
  }
  const failure = await member.close();
  yield* member.take();
  if (failure) throw truncatedError(name, "gzip", readBytes, failure.cause);
}

/** The same bytes, cut anew so that whatever looks like a gzip header begins a stretch. */
async function* cutAtHeaders(
  packed: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  for await (const piece of packed) {
    const bytes = joinBytes([held, piece]);
    // A header may straddle two pieces.
    const end = Math.max(0, bytes.length - (HEADER_BYTES - 1));
    let start = 0;
    for (let at = bytes.indexOf(0x1f, 1); at >= 0 && at < end; at = bytes.indexOf(0x1f, at + 1)) {
      if (!startsWithHeader(bytes, at)) continue;
      yield bytes.slice(start, at);
      start = at;
    }
    if (start < end) yield bytes.slice(start, end);
    held = bytes.slice(Math.max(start, end));
  }
  if (held.length > 0) yield held;
}

/** Two magic bytes, method deflate, no reserved flag. */
const HEADER_BYTES = 4;
function startsWithHeader(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === 0x1f &&
    bytes[at + 1] === 0x8b &&
    bytes[at + 2] === 8 &&
    ((bytes[at + 3] ?? 255) & 0xe0) === 0
  );
}
