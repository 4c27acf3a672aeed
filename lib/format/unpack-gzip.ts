import { joinBytes } from "@/lib/source";
import { cutAtGzipHeaders, startsWithGzipHeader } from "./cut-at-gzip-headers";
import { GzipMember } from "./gzip-member";
import { damagedError, trailingError, truncatedError } from "./unpack-errors";

/** The packed bytes of a file from `start` on. */
type ReadFrom = (start: number) => AsyncIterable<Uint8Array<ArrayBuffer>>;

/**
 * Unpacks gzip, of one member or of several in a row (bgzip, or files joined with cat). Throws as `unpack` says.
 *
 * DecompressionStream takes one member, does not tell where it ended, and fails on what follows. So members are told apart here:
 * bytes that look like a header begin a member when the four bytes before them, the length field that ends a member, equal the
 * length of what was unpacked.
 */
export async function* gunzip(readFrom: ReadFrom, name: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let member = new GzipMember();
  let memberStart = 0;
  let before: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let readBytes = 0;
  for await (const stretch of cutAtGzipHeaders(readFrom(0))) {
    if (before.length === 4 && startsWithGzipHeader(stretch, 0)) {
      await member.settle();
      yield* member.take();
      if (isLengthField(before, member.sizeBytes)) {
        await member.close();
        yield* member.take();
        member = new GzipMember();
        memberStart = readBytes;
      }
    }
    const failure = await member.write(stretch);
    yield* member.take();
    if (failure) {
      yield* rescue(readFrom, name, { memberStart, faultyStart: readBytes, yielded: member.sizeBytes });
      return;
    }
    before = lastFour(before, stretch);
    readBytes += stretch.length;
  }
  const failure = await member.close();
  yield* member.take();
  if (failure) throw truncatedError(name, "gzip", readBytes, failure.cause);
}

/**
 * A failing DecompressionStream drops what it had unpacked of the bytes it failed on. This unpacks the member once more and feeds
 * those bytes one by one, so that all that can be unpacked is, and the very byte of the fault is known. Zeros after the last
 * member are padding (of tapes and block devices) and no fault.
 */
async function* rescue(
  readFrom: ReadFrom,
  name: string,
  { memberStart, faultyStart, yielded }: { memberStart: number; faultyStart: number; yielded: number },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const member = new GzipMember();
  let before: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let skip = yielded;
  let at = memberStart;
  for await (const stretch of cutAtGzipHeaders(readFrom(memberStart))) {
    const step = at < faultyStart ? stretch.length : 1;
    for (let from = 0; from < stretch.length; from += step, at += step) {
      const bytes = stretch.slice(from, from + step);
      await member.settle();
      const failure = await member.write(bytes);
      for (const piece of member.take()) {
        if (piece.length > skip) yield piece.subarray(skip);
        skip = Math.max(0, skip - piece.length);
      }
      if (failure) {
        const isComplete = before.length === 4 && isLengthField(before, member.sizeBytes);
        if (!isComplete) throw damagedError(name, "gzip", at, failure.cause);
        if (stretch.subarray(from).some((byte) => byte !== 0)) throw trailingError(name, "gzip", at);
        return;
      }
      before = lastFour(before, bytes);
    }
  }
}

function isLengthField(bytes: Uint8Array<ArrayBuffer>, unpackedBytes: number): boolean {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === unpackedBytes % 2 ** 32;
}

function lastFour(before: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.length >= 4 ? bytes.slice(-4) : joinBytes([before, bytes]).slice(-4);
}
