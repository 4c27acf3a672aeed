import type { ByteSource } from "@/lib/source/model";
import { decodeLenient, decodeStrict } from "./decode-utf8";
import { MARK_NOT_UTF8, MARK_REPEATED_KEY } from "./marks";
import { parseLossless } from "./parse-lossless";
import { parseRecordText } from "./parse-record-text";
import type { Value } from "./value";

export interface TextRecord {
  value: Value;
  /** Exactly what the file holds, with U+FFFD for bytes that are not UTF-8. */
  text: string;
  marks: readonly string[];
}

/**
 * Reads one record again by the offset and length that `parseTextChunk` gave for it, and parses it the same way;
 * only here is a repeated key always noticed.
 * `source` is the file itself or, when it is packed, a PartsSource. Rejects with SourceError;
 * with JsonSyntaxError when the place no longer holds a record.
 */
export async function readTextRecord(
  source: ByteSource,
  locator: { offset: number; length: number },
): Promise<TextRecord> {
  const bytes = await source.read(locator.offset, locator.offset + locator.length);
  const strict = decodeStrict(bytes);
  const text = strict ?? decodeLenient(bytes);
  const { value, marks } = parseRecordText(text);
  const all = new Set(marks);
  if (strict === null) all.add(MARK_NOT_UTF8);
  // JSON.parse does not tell; for a single record a second look costs nothing that anyone would notice.
  if (parseLossless(text).hasRepeatedKey) all.add(MARK_REPEATED_KEY);
  return { value, text, marks: [...all] };
}
