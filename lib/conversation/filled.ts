import type { Value } from "@/lib/format/value";

/** Whether a field is there and not null: Parquet gives every struct all its fields, most of them null. */
export function isFilled(value: Value | null): value is Value {
  return value !== null && value.kind !== "null";
}

/** The first of several fields that is there and not null. */
export function firstFilled(value: Value, names: readonly string[]): Value | null {
  for (const name of names) {
    const field = value.get(name);
    if (isFilled(field)) return field;
  }
  return null;
}
