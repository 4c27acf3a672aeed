/**
 * Bytes of a file, `end` exclusive.
 * @typedef {{ start: number, end: number }} ByteRange
 */

/**
 * Reads a Range header for a resource of `sizeBytes`. "whole" when there is none, or one that RFC 9110 lets a server
 * ignore (another unit, bad syntax, several ranges); "unsatisfiable" when it starts behind the last byte.
 * @param {string | null} header
 * @param {number} sizeBytes
 * @returns {ByteRange | "whole" | "unsatisfiable"}
 */
export function parseByteRange(header, sizeBytes) {
  const match = header === null ? null : /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header);
  if (!match) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "") {
    if (last === "") return "whole";
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? "unsatisfiable" : { start: sizeBytes - length, end: sizeBytes };
  }
  const start = Number(first);
  const end = last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (last !== "" && Number(last) < start) return "whole";
  return start >= sizeBytes ? "unsatisfiable" : { start, end };
}

/**
 * True when the range may be honoured: no If-Range, or one that names this very version of the file.
 * @param {string | null} header
 * @param {string} etag
 * @param {string} lastModified
 */
export function matchesIfRange(header, etag, lastModified) {
  return header === null || header === etag || header === lastModified;
}

/**
 * True when an If-None-Match header names this version. Weak comparison, as RFC 9110 asks.
 * @param {string | null} header
 * @param {string} etag
 */
export function matchesIfNoneMatch(header, etag) {
  if (header === null) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
