import { MARK_REPEATED_KEY, parseRecordText } from "@/lib/format";
import { formatValue } from "./format-value";

const LIMIT = 20_000;

/**
 * A JSON object or list, indented, with every digit kept. Null when the text is none, is too long to be worth it, or
 * has a key twice, of which only one could be shown.
 */
export function prettyJson(text: string): string | null {
  if (text.length > LIMIT || !/^\s*[[{]/.test(text)) return null;
  try {
    const { value, marks } = parseRecordText(text);
    return marks.includes(MARK_REPEATED_KEY) ? null : formatValue(value);
  } catch {
    // Not JSON after all: the text is shown as it is.
    return null;
  }
}
