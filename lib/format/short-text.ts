import { decodeLenient } from "./decode-utf8";

/** Texts up to this many bytes repeat often: roles, names of tools, categories. */
export const SHORT_BYTES = 48;
const SLOTS = 16_384;
const known: (string | undefined)[] = new Array(SLOTS).fill(undefined);

/** A short text in ASCII, looked up by its bytes: a decoder call costs ten times as much. */
export function shortText(bytes: Uint8Array, start: number, length: number): string {
  let hash = length;
  for (let at = start; at < start + length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  const found = known[slot];
  if (found !== undefined && found.length === length && isSame(found, bytes, start)) return found;
  const text = decodeLenient(bytes.subarray(start, start + length));
  known[slot] = text;
  return text;
}

function isSame(text: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

/** The text of well-formed UTF-8, bytes [start, end). */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= SHORT_BYTES && isAscii(bytes, start, end)) return shortText(bytes, start, end - start);
  return decodeLenient(bytes.subarray(start, end));
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 0x80) return false;
  return true;
}
