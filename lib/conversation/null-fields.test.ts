import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { measureConversation } from "./measure-conversation";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS } from "./testing";

const FIXTURES = new URL("./fixtures/", import.meta.url);

// An unknown object is shown as its JSON, which is another one with nulls in it.
const SHOWS_JSON = new Set(["odd-entries.jsonl", "anthropic-blocks.jsonl"]);

const MESSAGE_FIELDS =
  "role from content value text type name tool_call_id tool_calls function_call reasoning thinking image_url id".split(
    " ",
  );

describe("structs of Parquet, which hold null for every field they lack", () => {
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith(".jsonl") && !SHOWS_JSON.has(name));
  it.each(names)("read as %s does without the nulls", (name) => {
    for (const line of readFileSync(new URL(name, FIXTURES), "utf8").split("\n").filter(Boolean)) {
      const record: unknown = JSON.parse(line);
      const plain = jsonValue(record);
      const padded = jsonValue(padLists(record));
      const read = readConversation(padded, NO_OPTIONS);
      expect({ ...read, reading: null }).toEqual({ ...readConversation(plain, NO_OPTIONS), reading: null });
      expect(measureConversation(padded, NO_OPTIONS)).toEqual(measureConversation(plain, NO_OPTIONS));
    }
  });
});

/** Gives every object in a list all fields that a message or a part may have. */
function padLists(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => {
      const padded = padLists(item);
      if (typeof padded !== "object" || padded === null || Array.isArray(padded)) return padded;
      return { ...Object.fromEntries(MESSAGE_FIELDS.map((name) => [name, null])), ...padded };
    });
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, padLists(field)]));
}
