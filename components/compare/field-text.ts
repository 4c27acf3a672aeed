import { formatValue } from "@/components/reader";
import type { Value } from "@/lib/format";

/** A field as text, by which records are compared: text as it is, anything else as JSON. */
export function fieldText(value: Value): string {
  return value.kind === "text" ? value.text() : formatValue(value);
}
