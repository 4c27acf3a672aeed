/** How long memory waits for the next stretch before it is given back. */
const IDLE_MS = 2000;
const ROUND_BYTES = 1 << 20;

/**
 * Memory that stretch after stretch of a file is read into. To get new memory for each costs as much as reading it: the
 * system clears every page that is touched first, and freed ones pile up until the garbage collector comes round.
 */
export class ReadMemory {
  #free: ArrayBuffer[] = [];
  #taken = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Memory of at least so many bytes; what was in it before may still be there. */
  take(bytes: number): ArrayBuffer {
    this.#taken++;
    const fitting = this.#free.findIndex(({ byteLength }) => byteLength >= bytes);
    const [found] = fitting < 0 ? [] : this.#free.splice(fitting, 1);
    if (found !== undefined) return found;
    // One that does not fit now will not fit the chunks to come: they are all of a size.
    this.#free.pop();
    return new ArrayBuffer(Math.ceil(bytes / ROUND_BYTES) * ROUND_BYTES);
  }

  /** To be called with what was read, once nobody looks at it; of bytes in other memory nothing is kept. */
  give(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#taken === 0) return;
    this.#taken--;
    this.#free.push(bytes.buffer);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#free = [];
    }, IDLE_MS);
  }
}

/** Where reading a stream has come to, and what it is read by. */
const reading = new Set<ReadableStreamBYOBReader>();

/**
 * Reads a stream that has so many bytes: straight into memory where the browser can, which takes two thirds of the time
 * and no memory besides. The answer is shorter when the stream is; null when the browser cannot, and the stream is as it was.
 * Rejects with a RangeError when the stream is longer, and with whatever it fails with.
 */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  length: number,
  memory: ReadMemory,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = byteReader(stream);
  if (reader === null) return null;
  // Chromium forgets a stream that only the waiting for it holds: the answer then never comes.
  reading.add(reader);
  let buffer = memory.take(length);
  let at = 0;
  try {
    while (at < length) {
      const { value, done } = await reader.read(new Uint8Array(buffer, at, length - at));
      if (value !== undefined) buffer = value.buffer;
      if (done) return new Uint8Array(buffer, 0, at);
      at += value.byteLength;
    }
    const { done } = await reader.read(new Uint8Array(1));
    if (done) return new Uint8Array(buffer, 0, at);
    void reader.cancel();
    throw new RangeError("there are more bytes than were asked for");
  } finally {
    reading.delete(reader);
  }
}

/** Null where streams are read in pieces of the browser's choice only. */
function byteReader(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: "byob" });
  } catch {
    return null;
  }
}
