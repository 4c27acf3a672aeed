let closed: MessagePort | undefined;

/** A port that takes messages and drops them. */
function closedPort(): MessagePort {
  if (closed === undefined) {
    const { port1, port2 } = new MessageChannel();
    port1.close();
    port2.close();
    closed = port1;
  }
  return closed;
}

/**
 * Gives the memory of bytes back at once; they are empty after that. Left to the garbage collector, chunk after chunk of
 * a large file would pile up before it comes round. A message takes the memory along, and goes with it where nobody
 * listens; `ArrayBuffer.transfer` would not do, for the browser holds what it read from a file once more on its own.
 */
export function releaseBytes(bytes: ArrayBufferView<ArrayBuffer>): void {
  // Views of bytes that are given back already are empty, and so are those that stand for nothing.
  if (bytes.byteLength > 0) closedPort().postMessage(null, [bytes.buffer]);
}
