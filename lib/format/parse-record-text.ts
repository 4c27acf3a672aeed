import { mayHoldExactNumbers } from "./exact-number";
import { jsonValue, writtenValue } from "./json-value";
import { MARK_NAN, MARK_REPEATED_KEY, NO_MARKS } from "./marks";
import { expectEnd, parseLossless } from "./parse-lossless";
import { mayRepeatKeys } from "./repeated-keys";
import type { Value } from "./value";

export interface RecordText {
  value: Value;
  /** Shared arrays: compare, do not change. */
  marks: readonly string[];
}

/**
 * Parses the text of one record. Plain JSON takes JSON.parse; what that would refuse, round or drop takes the lossless
 * parser, so digits survive, and a bare NaN and a repeated key are marked. Numbers say how the text writes them (1.0, 1e5).
 * Throws JsonSyntaxError.
 * `mayNeedDigits` false: the caller knows that the text holds no number that a double would change.
 */
export function parseRecordText(text: string, mayNeedDigits = true): RecordText {
  if (!mayNeedDigits || !mayHoldExactNumbers(text)) {
    try {
      const value: unknown = JSON.parse(text);
      if (!mayRepeatKeys(text, value)) return { value: writtenValue(value, text), marks: NO_MARKS };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  const { value, end, hasNanLiteral, hasRepeatedKey } = parseLossless(text);
  expectEnd(text, end);
  if (!hasNanLiteral && !hasRepeatedKey) return { value: jsonValue(value), marks: NO_MARKS };
  const marks: string[] = [];
  if (hasRepeatedKey) marks.push(MARK_REPEATED_KEY);
  if (hasNanLiteral) marks.push(MARK_NAN);
  return { value: jsonValue(value), marks };
}
