/** How large the chunks of a text are. */
export interface ChunkSizes {
  firstChunkBytes: number;
  /** Of all others, once they have grown to it. */
  chunkBytes: number;
}

/** From a slow server rows come on: a step straight to 16 MB would leave the first 256 KB alone on the screen for long. */
const GROWTH = 4;

/** Size of the chunk behind one that was to have `size` bytes. */
export function nextSize(size: number, { chunkBytes }: ChunkSizes): number {
  return Math.min(size * GROWTH, chunkBytes);
}
