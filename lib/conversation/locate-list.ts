import type { Value } from "@/lib/format/value";
import { LIST_FIELDS, OUTER_REPLY_FIELDS } from "./field-names";
import { readField } from "./field-reader";
import { findSystem } from "./locate-prompt";
import { findLayout, readMessages, readOneMessage } from "./message-list";
import type { ValuePath } from "./model";
import { bareMessage, type Finding, type Layout, type Located, type RawMessage } from "./raw-message";
import { detectLayout } from "./role-detection";
import { splitTurnMarkers } from "./turn-markers";
import { internFields } from "./used-fields";

/** How deep inside other objects a conversation is looked for. */
const DEEPEST_NESTING = 3;

/** A conversation in one field, with the system message and the reply that may stand beside it. */
export function locateList(record: Value, field: string): Located | null {
  const value = record.get(field);
  if (value === null) return null;
  const reading = readField(value, field, [field]);
  if (reading === null) return null;
  return complete(record, reading.messages, field, field, {
    kind: reading.kind,
    layout: reading.layout,
    replyField: null,
  });
}

/** The record is itself a list of messages, or one message. */
export function locateWholeRecord(record: Value): Located | null {
  const located = (messages: RawMessage[], finding: Finding): Located => ({
    messages,
    variants: [],
    usedFields: internFields(finding.kind === "one-message" ? ["role", "content"] : []),
    field: "$",
    finding,
  });
  if (record.kind === "list") {
    const reading = readField(record, "", []);
    if (reading === null) return null;
    return located(reading.messages, { kind: reading.kind, layout: reading.layout, replyField: null });
  }
  // A record with `role` and `content` of its own is one message of a file that holds one per line.
  const message =
    record.get("role") === null || record.get("content") === null ? null : readOneMessage(record, []);
  return message === null
    ? null
    : located([message], { kind: "one-message", layout: null, replyField: null });
}

/** A text field whose turns are marked inside it, whatever its name. */
export function locateMarkedText(record: Value): Located | null {
  for (const [name, value] of record.fields()) {
    if (value.kind !== "text" || value.length < 8) continue;
    const messages = splitTurnMarkers(value.text(), [name]);
    if (messages !== null) {
      return complete(record, messages, name, name, { kind: "turn-markers", layout: null, replyField: null });
    }
  }
  return null;
}

/** Any list of objects that is a conversation by its content, and lists inside other objects. */
export function locateAnyList(record: Value): Located | null {
  return searchFields(record, record, [], 0);
}

function searchFields(record: Value, parent: Value, base: ValuePath, depth: number): Located | null {
  if (depth > 0) {
    for (const name of LIST_FIELDS) {
      const value = parent.get(name);
      const reading = value?.kind === "list" ? readField(value, name, [...base, name]) : null;
      if (reading !== null) return locatedAt(record, reading.messages, [...base, name], reading.layout);
    }
  }
  for (const [name, value] of parent.fields()) {
    if (value.kind !== "list" || value.item(0)?.kind !== "object") continue;
    const path = [...base, name];
    const layout = detectLayout(value) ?? findSpeakerLayout(value);
    if (layout !== null) return locatedAt(record, readMessages(value, layout, path), path, layout);
  }
  if (depth >= DEEPEST_NESTING) return null;
  for (const [name, value] of parent.fields()) {
    if (value.kind !== "object") continue;
    const found = searchFields(record, value, [...base, name], depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Messages under an unknown name whose content is no plain text. `source` and `type` alone prove nothing here. */
function findSpeakerLayout(list: Value): Layout | null {
  const layout = findLayout(list, false);
  return layout !== null && layout.role !== "source" && layout.role !== "type" ? layout : null;
}

function locatedAt(
  record: Value,
  messages: RawMessage[],
  path: ValuePath,
  layout: Finding["layout"],
): Located {
  const finding: Finding = { kind: "messages", layout, replyField: null };
  return complete(record, messages, String(path[0]), path.join("."), finding);
}

function complete(
  record: Value,
  messages: RawMessage[],
  topField: string,
  field: string,
  finding: Finding,
): Located {
  const usedFields = [topField];
  const system = findSystem(record, messages);
  if (system !== null) {
    usedFields.push(system.field);
    messages.unshift(system.message);
  }
  const reply = finding.kind === "user-turns" ? null : findOuterReply(record, messages);
  if (reply !== null) {
    usedFields.push(reply.field);
    messages.push(reply.message);
  }
  return {
    messages,
    variants: [],
    usedFields: internFields(usedFields),
    field,
    finding: reply === null ? finding : { ...finding, replyField: reply.field },
  };
}

/** AceMath: the list holds only the prompt, and the assistant's reply stands beside it. */
function findOuterReply(
  record: Value,
  messages: readonly RawMessage[],
): { field: string; message: RawMessage } | null {
  if (messages.at(-1)?.role !== "user" || messages.some((message) => message.role === "assistant"))
    return null;
  for (const field of OUTER_REPLY_FIELDS) {
    const value = record.get(field);
    if (value === null || value.kind !== "text" || value.length === 0) continue;
    return { field, message: bareMessage("assistant", "", value, [field]) };
  }
  return null;
}
