/** Chromium forgets a stream that nothing holds but the waiting for it, and the wait then never ends. */
const reading = new Set<ReadableStreamBYOBReader>();

/**
 * A reader of a stream into memory that is given; it is to be read to its end, or cancelled. Null where streams hand out
 * pieces of their own only.
 */
export function byteReader(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return null;
  }
  reading.add(reader);
  const forget = () => void reading.delete(reader);
  reader.closed.then(forget, forget);
  return reader;
}
