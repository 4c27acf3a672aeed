/**
 * Gives the memory of bytes back at once, where the browser can; they are empty after that. Left to the garbage
 * collector, chunk after chunk of a large file would pile up before it comes round.
 */
export function releaseBytes(bytes: Uint8Array<ArrayBuffer>): void {
  if ("transfer" in bytes.buffer) bytes.buffer.transfer(0);
}
