import type { Value } from "@/lib/format/value";
import { LIST_FIELDS } from "./field-names";
import { readField, readSide } from "./field-reader";
import { locateList, locateWholeRecord } from "./locate-list";
import type { ValuePath } from "./model";
import { planFor } from "./plan";
import type { Located } from "./raw-message";
import { internFields } from "./used-fields";

/**
 * Finds the conversation of a record without decoding it. A field that the user chose is read when the record has it;
 * otherwise the record is read by its own content. Null when nothing is recognised.
 */
export function locateConversation(record: Value, chosenField: string | null): Located | null {
  if (chosenField !== null) {
    const chosen = chosenField === "$" ? locateWholeRecord(record) : locateChosen(record, chosenField);
    if (chosen !== null) return chosen;
  }
  if (record.kind === "list") return locateWholeRecord(record);
  if (record.kind !== "object") return null;
  for (const recipe of planFor(record)) {
    const located = recipe(record);
    if (located !== null) return located;
  }
  return null;
}

/** Whether the record has a field for a conversation, and nothing in it. */
export function findEmptyField(record: Value): string | null {
  for (const name of LIST_FIELDS) {
    const value = record.get(name);
    if (value === null) continue;
    if (value.kind === "null" || (value.kind === "list" && value.size === 0)) return name;
  }
  return null;
}

function locateChosen(record: Value, field: string): Located | null {
  if (record.get(field) !== null) {
    const located = locateList(record, field);
    if (located !== null) return located;
  }
  const path = record.get(field) === null ? field.split(".") : [field];
  const value = valueAt(record, path);
  if (value === null || value.kind === "null") return null;
  const reading = readField(value, String(path.at(-1)), path);
  const messages = reading?.messages ?? readSide(value, field, "user", path);
  if (messages.length === 0) return null;
  return {
    messages,
    variants: [],
    usedFields: internFields([String(path[0])]),
    field,
    finding: { kind: reading?.kind ?? "text", layout: reading?.layout ?? null, replyField: null },
  };
}

function valueAt(record: Value, path: ValuePath): Value | null {
  let value: Value | null = record;
  for (const step of path) {
    if (value === null) return null;
    value = value.get(String(step)) ?? value.item(Number(step));
  }
  return value;
}
