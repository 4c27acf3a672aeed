import { MARK_REPEATED_KEY, parseRecordText } from "@/lib/format";
import { formatValue } from "./format-value";

/** Longer text is shown as it stands: nobody reads it indented, and the page would wait for it. */
const LIMIT = 100_000;

export interface PrettyJson {
  /** Indented, with every digit kept. */
  text: string;
  /** The same without the fields of objects that are null; equal to `text` when there are none. */
  filled: string;
  /** How many fields `filled` leaves out. */
  nulls: number;
}

/**
 * A JSON object or list made readable. Null when the text is none, is too long to be worth it, or has a key twice, of
 * which only one could be shown. `without` names a top-level field that is shown elsewhere.
 */
export function prettyJson(text: string, without: string | null = null): PrettyJson | null {
  if (text.length > LIMIT || !/^\s*[[{]/.test(text)) return null;
  try {
    const { value, marks } = parseRecordText(text);
    if (marks.includes(MARK_REPEATED_KEY)) return null;
    const isElsewhere = (name: string, depth: number): boolean => depth === 0 && name === without;
    let nulls = 0;
    const filled = formatValue(value, (name, field, depth) => {
      if (isElsewhere(name, depth)) return true;
      if (field.kind === "null") nulls += 1;
      return field.kind === "null";
    });
    const isWhole = nulls === 0;
    return {
      text: isWhole ? filled : formatValue(value, (name, _, depth) => isElsewhere(name, depth)),
      filled,
      nulls,
    };
  } catch {
    // Not JSON after all: the text is shown as it is.
    return null;
  }
}
