import { isoDateType, type TextFacts } from "@/lib/schema";

/** A time to the nanosecond with its zone is shorter. */
const LONGEST_DATE = 40;

/** "date" or "timestamp" when every one of the texts is one in ISO 8601. `bytesAt`: bytes of a row's text, null for none. */
export function dateTypeOf(
  rows: number,
  bytesAt: (row: number) => number | null,
  textAt: (row: number) => string | null,
): TextFacts["dateType"] {
  let found: TextFacts["dateType"] = null;
  for (let row = 0; row < rows; row++) {
    const bytes = bytesAt(row);
    if (bytes === null) continue;
    const type = bytes > LONGEST_DATE ? null : isoDateType(textAt(row) ?? "");
    if (type === null) return null;
    if (found !== "timestamp") found = type;
  }
  return found;
}
