import type { ByteSource } from "@/lib/source/model";
import { decodeLenient, decodeStrict } from "./decode-utf8";
import { MARK_NOT_UTF8 } from "./marks";
import { parseRecordText } from "./parse-record-text";
import type { Value } from "./value";

export interface TextRecord {
  value: Value;
  /** Exactly what the file holds, with U+FFFD for bytes that are not UTF-8. */
  text: string;
  marks: readonly string[];
}

/**
 * Reads one record again by the offset and length that `parseTextChunk` gave for it, and parses it.
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
  return { value, text, marks: strict === null ? [...marks, MARK_NOT_UTF8] : marks };
}
