import type { Value } from "@/lib/format/value";

/** Labels of a record in order; null when it has none. A single text is one label. */
export function readLabels(record: Value, field: string | null): Value[] | null {
  const value = field === null ? null : record.get(field);
  if (value === null) return null;
  if (value.kind === "text") return [value];
  return value.kind === "list" ? [...value.items()] : null;
}

/** The label that training text puts in front of a message; null when it opens with none. */
export function leadingLabel(text: string): string | null {
  if (!text.startsWith("[MLT:")) return null;
  return /^\[MLT:[^\]\s]{1,8}\]/.exec(text)?.[0] ?? null;
}
