/** The first chunk of a text is small, so that the first rows are on the screen at once. */
export const FIRST_CHUNK_BYTES = 256 * 1024;
