import type { Value } from "@/lib/format/value";
import { CONTENT_FIELDS, EXCHANGE_FIELDS, ROLE_FIELDS, SPEAKER_FIELDS } from "./field-names";
import { firstFilled, isFilled } from "./filled";
import type { ValuePath } from "./model";
import { bareMessage, type Layout, type RawMessage } from "./raw-message";
import { findRoleWord, readRoleWord } from "./role-words";

/** Items looked at before a list is judged; odd entries may come first. */
const PROBED_ITEMS = 24;

/** Equal layouts are one object. */
const layouts = new Map<string, Layout>();

/** Fields of a message that make it one even when it has no content field. */
const CALL_FIELDS = ["tool_calls", "function_call"] as const;

/**
 * Which fields of a list's objects hold role and content; null when they are no messages.
 * `trusted` lists (their own name says conversation) need no role that Loupe knows.
 */
export function findLayout(list: Value, trusted: boolean): Layout | null {
  let speaker: string | null = null;
  let content: string | null = null;
  const end = Math.min(list.size, PROBED_ITEMS);
  for (let i = 0; i < end; i++) {
    const item = list.item(i);
    if (item === null || item.kind !== "object") continue;
    const itemContent = findContentField(item);
    if (itemContent === null && !holdsCall(item)) continue;
    // A field that is null everywhere proves nothing: structs of Parquet have all their fields.
    if (itemContent !== null && isFilled(item.get(itemContent))) content ??= itemContent;
    for (const field of ROLE_FIELDS) {
      const word = roleText(item.get(field));
      if (word === null || field === itemContent) continue;
      if (findRoleWord(word) !== null) return layoutOf(field, itemContent ?? content ?? "content");
      if (speaker === null && (trusted || SPEAKER_FIELDS.has(field))) speaker = field;
    }
  }
  if (speaker !== null && content !== null) return layoutOf(speaker, content);
  return trusted && content !== null ? layoutOf("role", content) : null;
}

function layoutOf(role: string, content: string): Layout {
  const key = `${role} ${content}`;
  let layout = layouts.get(key);
  if (layout === undefined) {
    layout = { role, content };
    layouts.set(key, layout);
  }
  return layout;
}

/** Every entry of a list as a message, in order; none is dropped. */
export function readMessages(list: Value, layout: Layout, base: ValuePath): RawMessage[] {
  const messages: RawMessage[] = [];
  const size = list.size;
  for (let i = 0; i < size; i++) {
    const item = list.item(i);
    if (item !== null) messages.push(readEntry(item, layout, base, i));
  }
  return messages;
}

/** One entry: an object with role and content, or whatever else stands there. */
export function readEntry(item: Value, layout: Layout, base: ValuePath, index: number): RawMessage {
  if (item.kind !== "object") return bareMessage("other", "", item, base, index);
  const word = roleText(item.get(layout.role)) ?? otherRoleText(item, layout);
  const contentField = contentFieldOf(item, layout);
  const content = contentField === null ? null : item.get(contentField);
  const known = readRoleWord(word);
  // Neither role nor content nor call: the entry itself is all there is to show.
  const isOdd = content === null && word === "" && !holdsCall(item);
  return {
    role: known.role,
    sourceRole: word,
    isCall: known.isCall,
    node: item,
    content: isOdd ? item : content,
    contentField: isOdd ? null : contentField,
    more: null,
    base,
    index,
  };
}

/** A single message object, such as `chosen` of a preference pair; null when it is none. */
export function readOneMessage(value: Value, base: ValuePath): RawMessage | null {
  if (value.kind !== "object") return null;
  const content = findContentField(value);
  if (content === null && !holdsCall(value)) return null;
  for (const field of ROLE_FIELDS) {
    const word = roleText(value.get(field));
    if (word === null || field === content) continue;
    if (findRoleWord(word) !== null || SPEAKER_FIELDS.has(field)) {
      return readEntry(value, layoutOf(field, content ?? "content"), base, -1);
    }
  }
  return null;
}

/** Lists whose entries are whole exchanges: `{human, assistant}` objects, or `[question, answer]` pairs. */
export function readExchanges(list: Value, base: ValuePath): RawMessage[] | null {
  const first = list.item(0);
  if (first === null) return null;
  const names = EXCHANGE_FIELDS.find(([ask, reply]) => isText(first.get(ask)) && isText(first.get(reply)));
  if (names === undefined && !isTextPair(first)) return null;
  const messages: RawMessage[] = [];
  for (let i = 0; i < list.size; i++) {
    const entry = list.item(i);
    if (entry === null) continue;
    const [ask, reply] = names ?? [0, 1];
    const asked = typeof ask === "number" ? entry.item(ask) : entry.get(ask);
    const replied = typeof reply === "number" ? entry.item(reply) : entry.get(reply);
    if (asked !== null)
      messages.push(bareMessage("user", String(names?.[0] ?? ""), asked, [...base, i, ask]));
    if (replied !== null) {
      messages.push(bareMessage("assistant", String(names?.[1] ?? ""), replied, [...base, i, reply]));
    }
    if (asked === null && replied === null) messages.push(bareMessage("other", "", entry, base, i));
  }
  return messages;
}

/** The field of a message that holds what is said; null when it has none. */
function findContentField(item: Value): string | null {
  let empty: string | null = null;
  for (const field of CONTENT_FIELDS) {
    const value = item.get(field);
    if (value === null) continue;
    if (value.kind !== "null") return field;
    empty ??= field;
  }
  return empty;
}

/** The field that holds the content of a message of this layout: the first that is filled, else one that is null. */
function contentFieldOf(item: Value, layout: Layout): string | null {
  const content = item.get(layout.content);
  if (content !== null && content.kind !== "null") return layout.content;
  for (const field of CONTENT_FIELDS) {
    if (field === layout.role) continue;
    const value = item.get(field);
    if (value !== null && value.kind !== "null") return field;
  }
  return content === null ? null : layout.content;
}

function holdsCall(item: Value): boolean {
  if (firstFilled(item, CALL_FIELDS) !== null) return true;
  return isFilled(item.get("name")) && isFilled(item.get("arguments"));
}

function otherRoleText(item: Value, layout: Layout): string {
  for (const field of ROLE_FIELDS) {
    if (field === layout.role || field === layout.content) continue;
    const word = roleText(item.get(field));
    if (word !== null && (SPEAKER_FIELDS.has(field) || findRoleWord(word) !== null)) return word;
  }
  return "";
}

/** Role words are short; ChatGPT exports keep theirs one level down, in `author.role`. */
export function roleText(value: Value | null): string | null {
  if (value === null) return null;
  if (value.kind === "object") return roleText(value.get("role"));
  return value.kind === "text" && value.length <= 64 ? value.text() : null;
}

function isText(value: Value | null): boolean {
  return value !== null && value.kind === "text";
}

function isTextPair(value: Value): boolean {
  return value.kind === "list" && value.size === 2 && isText(value.item(0)) && isText(value.item(1));
}
