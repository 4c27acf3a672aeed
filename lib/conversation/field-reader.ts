import type { Value } from "@/lib/format/value";
import { LIST_FIELDS, USER_TURN_FIELDS } from "./field-names";
import { parseHeldJson } from "./json-text";
import { findLayout, readEntry, readExchanges, readMessages, readOneMessage } from "./message-list";
import type { ValuePath } from "./model";
import { bareMessage, type Finding, type Layout, type RawMessage } from "./raw-message";
import { splitTurnMarkers } from "./turn-markers";

/** Messages read from one field, and how. */
export interface FieldReading {
  messages: RawMessage[];
  kind: Finding["kind"];
  layout: Layout | null;
}

/** Fields whose name alone says conversation: their objects are messages even with no role that Loupe knows. */
const TRUSTED_FIELDS = new Set([
  "messages",
  "conversations",
  "conversation",
  "dialog",
  "dialogue",
  "utterances",
]);

/** Reads a field that may hold a conversation in any form; null when it holds none. `name` is the field's name. */
export function readField(value: Value, name: string, base: ValuePath): FieldReading | null {
  switch (value.kind) {
    case "list":
      return readList(value, name, base);
    case "text":
      return readText(value, name, base);
    case "object":
      return readObject(value, base);
    case "null":
    case "number":
    case "boolean":
      return null;
  }
}

function readList(list: Value, name: string, base: ValuePath): FieldReading | null {
  const first = list.item(0);
  if (first === null) return null;
  const trusted = TRUSTED_FIELDS.has(name);
  const layout = findLayout(list, trusted);
  if (layout !== null) return { messages: readMessages(list, layout, base), kind: "messages", layout };
  if (first.kind === "list") {
    const nested = readNestedLists(list, base);
    if (nested !== null) return nested;
  }
  const exchanges = readExchanges(list, base);
  if (exchanges !== null) return { messages: exchanges, kind: "exchanges", layout: null };
  if (first.kind !== "text") return null;
  if (USER_TURN_FIELDS.has(name)) return readStrings(list, "user", base);
  return trusted ? readStrings(list, "other", base) : null;
}

/** Lists of turns, each a list of messages (BFCL). */
function readNestedLists(list: Value, base: ValuePath): FieldReading | null {
  const messages: RawMessage[] = [];
  let layout: Layout | null = null;
  for (let i = 0; i < list.size; i++) {
    const inner = list.item(i);
    if (inner === null || inner.kind !== "list") return null;
    layout ??= findLayout(inner, false);
    if (layout === null) {
      if (inner.size > 0) return null;
      continue;
    }
    messages.push(...readMessages(inner, layout, [...base, i]));
  }
  return layout === null ? null : { messages, kind: "messages", layout };
}

function readStrings(list: Value, role: "user" | "other", base: ValuePath): FieldReading {
  const messages: RawMessage[] = [];
  for (let i = 0; i < list.size; i++) {
    const item = list.item(i);
    if (item !== null) messages.push(bareMessage(role, "", item, base, i));
  }
  return { messages, kind: role === "user" ? "user-turns" : "messages", layout: null };
}

function readText(value: Value, name: string, base: ValuePath): FieldReading | null {
  if (value.length < 2) return null;
  const text = value.text();
  const held = parseHeldJson(text);
  if (held !== null) {
    const inner = readField(held, name, base);
    if (inner === null) return null;
    // The raw record holds one string here, so no path leads further than that.
    for (const message of inner.messages) {
      message.base = base;
      message.index = -1;
    }
    return { messages: inner.messages, kind: "json-text", layout: inner.layout };
  }
  const turns = splitTurnMarkers(text, base);
  return turns === null ? null : { messages: turns, kind: "turn-markers", layout: null };
}

function readObject(value: Value, base: ValuePath): FieldReading | null {
  const message = readOneMessage(value, base);
  if (message !== null) return { messages: [message], kind: "one-message", layout: null };
  for (const name of LIST_FIELDS) {
    const inner = value.get(name);
    if (inner === null || inner.kind !== "list") continue;
    const reading = readList(inner, name, [...base, name]);
    if (reading !== null) return reading;
  }
  return null;
}

/**
 * An answer or a prompt in any form: messages, one message, or bare text, which becomes one message of `role`.
 * Empty when there is nothing.
 */
export function readSide(
  value: Value,
  name: string,
  role: "user" | "assistant",
  base: ValuePath,
): RawMessage[] {
  if (value.kind === "null") return [];
  if (value.kind === "list" || value.kind === "object") {
    const reading = readField(value, name, base);
    if (reading !== null) return reading.messages;
    return value.kind === "list" && value.size === 0 ? [] : [bareMessage(role, "", value, base)];
  }
  // Answers are often JSON themselves; only text with marked turns is more than one message.
  const turns = value.kind === "text" ? splitTurnMarkers(value.text(), base) : null;
  return turns ?? [bareMessage(role, "", value, base)];
}

/** One entry of a list of completions that is itself a message or holds one. */
export function readCompletionEntry(entry: Value, base: ValuePath, index: number): RawMessage[] {
  const path = [...base, index];
  if (entry.kind !== "object") return readSide(entry, "completion", "assistant", path);
  for (const name of [
    "completion",
    "response",
    "text",
    "content",
    "output",
    "message",
    "messages",
    "answer",
  ]) {
    const inner = entry.get(name);
    if (inner === null || inner.kind === "null") continue;
    // {role, content} is a message with its calls beside it, not an envelope around a text.
    const whole = name === "content" || name === "text" ? readOneMessage(entry, path) : null;
    return whole === null ? readSide(inner, name, "assistant", [...path, name]) : [whole];
  }
  return [readEntry(entry, { role: "role", content: "content" }, base, index)];
}
