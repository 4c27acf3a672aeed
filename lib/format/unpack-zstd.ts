import { Decompress, ZstdErrorCode } from "fzstd";
import { damagedError, truncatedError } from "./unpack-errors";

const STEP_BYTES = 64 * 1024;

/** Unpacks zstd, of one frame or of several in a row. Throws as `unpack` says. */
export async function* unzstd(
  packed: AsyncIterable<Uint8Array<ArrayBuffer>>,
  name: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let ready: Uint8Array<ArrayBuffer>[] = [];
  let readBytes = 0;
  const decoder = new Decompress((data) => {
    // A copy: the decoder may go on using the memory it hands out.
    if (data.length > 0) ready.push(new Uint8Array(data));
  });
  const push = (bytes: Uint8Array, isLast: boolean): Error | null => {
    try {
      decoder.push(bytes, isLast);
      return null;
    } catch (cause) {
      return "code" in Object(cause) && (cause as { code: number }).code === ZstdErrorCode.UnexpectedEOF
        ? truncatedError(name, "zstd", readBytes, cause)
        : damagedError(name, "zstd", readBytes, cause);
    }
  };
  for await (const bytes of packed) {
    for (let at = 0; at < bytes.length; at += STEP_BYTES) {
      const step = bytes.slice(at, at + STEP_BYTES);
      const error = push(step, false);
      readBytes += step.length;
      yield* ready;
      ready = [];
      if (error) throw error;
    }
  }
  const error = push(new Uint8Array(0), true);
  yield* ready;
  if (error) throw error;
}
