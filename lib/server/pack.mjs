import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** How the names of packed files end: the server looks for these beside the plain one. */
export const PACKED_ENDINGS = /** @type {const} */ ([".br", ".gz"]);

/**
 * @param {Buffer} content
 * @param {string} ending of `PACKED_ENDINGS`, or none for the content as it is
 * @param {number} quality 1 to 9: from 6 on files become little smaller, and take several times as long
 * @returns {Promise<Buffer>}
 */
export async function pack(content, ending, quality) {
  if (ending === ".br")
    return await brotliAsync(content, {
      params: {
        [zlib.BROTLI_PARAM_QUALITY]: quality,
        [zlib.BROTLI_PARAM_LGWIN]: 24,
        [zlib.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
  return ending === ".gz" ? await gzipAsync(content, { level: quality }) : content;
}
