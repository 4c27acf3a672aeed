import type { Value } from "@/lib/format";
import type { Column } from "@/lib/schema";
import { cardType, describeType } from "./describe-type";
import type { CardField } from "./model";

/** The fields in the order of the records; columns of no sampled record after them. `filled` is by field. */
export function describeFields(
  columns: readonly Column[],
  filled: ReadonlyMap<string, number>,
  records: readonly Value[],
): CardField[] {
  const sampled = new Map<string, Value[]>();
  for (const record of records) {
    for (const [name, value] of record.fields()) {
      const known = sampled.get(name);
      if (known) known.push(value);
      else sampled.set(name, [value]);
    }
  }
  const byField = new Map(
    columns.flatMap((column) => (column.field === null ? [] : [[column.field, column]])),
  );
  const names = new Set([...sampled.keys(), ...byField.keys()]);
  return [...names].map((name) => {
    return {
      name,
      type: typeOf(byField.get(name), sampled.get(name) ?? []),
      filled: filled.get(name) ?? null,
    };
  });
}

function typeOf(column: Column | undefined, values: readonly Value[]): string {
  const known = column === undefined ? null : cardType(column.type);
  const written = describeType(values);
  // Of kinds that have nothing in common the records looked at may have but one; nested values the index calls the same.
  if (column?.type === "json" && !/^(struct|list)</.test(written)) return "json";
  // The index keeps 1.0 as the whole number that it is; other readers of JSON go by how it is written.
  return known === null || known.replace("int64", "float64") === written ? written : known;
}
