import type { Value } from "@/lib/format/value";

/** The fields of a record that are not part of its conversation, in the order of the record. A name may come twice. */
export function otherFields(
  record: Value,
  usedFields: readonly string[],
): readonly (readonly [name: string, value: Value])[] {
  if (record.kind !== "object") return [];
  return [...record.fields()].filter(([name]) => !usedFields.includes(name));
}

/** More fields than this are folded away. */
export const FIELDS_SHOWN = 60;
