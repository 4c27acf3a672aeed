import type { Value } from "@/lib/format";
import type { ColumnType } from "@/lib/schema";

const COLUMN_TYPES: Record<Exclude<ColumnType, "json">, string> = {
  boolean: "bool",
  integer: "int64",
  double: "float64",
  text: "string",
  date: "date",
  timestamp: "timestamp",
  "list<boolean>": "list<bool>",
  "list<integer>": "list<int64>",
  "list<double>": "list<float64>",
  "list<text>": "list<string>",
};

/** Type of an index column as dataset cards write it; null where the column does not tell (nested values). */
export function cardType(type: ColumnType): string | null {
  return type === "json" ? null : COLUMN_TYPES[type];
}

/**
 * Type of these values of one field, all together: fields that some records lack are in it, numbers widen, and values
 * that have nothing in common are "json". Nulls tell nothing; "null" when there is nothing else.
 */
export function describeType(values: Iterable<Value>): string {
  const kinds = new Set<string>();
  const items: Value[] = [];
  const members = new Map<string, Value[]>();
  for (const value of values) {
    switch (value.kind) {
      case "null":
        continue;
      case "boolean":
        kinds.add("bool");
        break;
      case "text":
        kinds.add("string");
        break;
      case "number":
        kinds.add(/^-?\d+$/.test(value.text()) ? "int64" : "float64");
        break;
      case "list":
        kinds.add("list");
        for (const item of value.items()) items.push(item);
        break;
      case "object":
        kinds.add("struct");
        for (const [name, member] of value.fields()) {
          const known = members.get(name);
          if (known) known.push(member);
          else members.set(name, [member]);
        }
    }
  }
  if (kinds.has("int64") && kinds.has("float64")) kinds.delete("int64");
  const [kind, ...others] = kinds;
  if (kind === undefined) return "null";
  if (others.length > 0) return "json";
  if (kind === "list") return `list<${describeType(items)}>`;
  if (kind !== "struct") return kind;
  return `struct<${[...members].map(([name, held]) => `${name}: ${describeType(held)}`).join(", ")}>`;
}
