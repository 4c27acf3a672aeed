import { countCodePoints, jsonValue } from "@/lib/format/json-value";
import type { Value } from "@/lib/format/value";
import {
  CALL_ARGUMENTS_FIELDS,
  CALL_ID_FIELDS,
  CALL_NAME_FIELDS,
  NAME_FIELDS,
  REASONING_FIELDS,
  REFUSAL,
  RESULT_ID_FIELDS,
  RESULT_PART_FIELDS,
  RESULT_PART_ID_FIELDS,
  TEXT_PART_FIELDS,
  THOUGHT_PART_FIELDS,
} from "./field-names";
import { firstFilled, isFilled } from "./filled";
import { parseHeldJson, toJsonText } from "./json-text";
import type { Role } from "./model";
import { partKindOf } from "./part-kind";
import type { RawMessage } from "./raw-message";
import { readImage } from "./read-image";

/** Takes the pieces of a message's content in their order. The index counts them, the reader builds parts of them. */
export interface ContentSink {
  text(value: Value): void;
  reasoning(value: Value): void;
  refusal(value: Value): void;
  /** `args` is text or any JSON value; null when the call has none. `isHeld`: read out of the last `callText`. */
  call(callId: Value | null, name: Value | null, args: Value | null, isHeld: boolean): void;
  /** Text that holds the calls which follow; their characters are counted here. */
  callText(value: Value): void;
  result(callId: Value | null, name: Value | null, content: Value, isError: boolean): void;
  image(url: string, mediaType: string | null): void;
  unknown(type: string, value: Value): void;
}

/** Walks the content of one message; both ways of reading a record see exactly these pieces. */
export function walkMessage(message: RawMessage, sink: ContentSink): void {
  const { node, content, role } = message;
  const mayCall = node !== null && saysMore(role);
  if (mayCall) walkReasoning(node, sink);
  if (isFilled(content)) walkContent(message, content, sink);
  if (isFilled(message.more)) sink.text(message.more);
  if (!mayCall) return;
  const refusal = node.get(REFUSAL);
  if (refusal?.kind === "text" && refusal.length > 0) sink.refusal(refusal);
  walkCalls(node.get("tool_calls"), sink);
  walkCalls(node.get("function_call"), sink);
  if (message.isCall && !isFilled(content)) walkCalls(node, sink);
}

/** Whether messages of a role may hold thinking, calls and refusals beside their content. */
export function saysMore(role: Role): boolean {
  return role !== "user" && role !== "system" && role !== "developer";
}

/** Name of the tool or the speaker, when the message has one. */
export function messageName(message: RawMessage): string | null {
  const { node } = message;
  const name = node === null ? null : firstFilled(node, NAME_FIELDS);
  return name !== null && name.kind === "text" && name.length > 0 ? name.text() : null;
}

/** The text that stands for a value: itself, or its JSON when it is no text. */
export function textOf(value: Value): string {
  return value.kind === "text" ? value.text() : value.kind === "null" ? "" : toJsonText(value);
}

/** Code points of `textOf(value)`. */
export function charsOf(value: Value): number {
  return value.kind === "text" ? value.length : countCodePoints(textOf(value));
}

function walkContent(message: RawMessage, content: Value, sink: ContentSink): void {
  if (message.isCall) {
    walkCallText(content, sink);
    return;
  }
  if (content.kind === "list") {
    for (let i = 0; i < content.size; i++) {
      const part = content.item(i);
      if (part !== null) walkPart(message, part, sink);
    }
    return;
  }
  if (content.kind === "object") {
    const inner = content.get("parts");
    // ChatGPT exports: {content_type: "text", parts: ["…"]}
    if (inner !== null && inner.kind === "list") walkContent(message, inner, sink);
    else walkPart(message, content, sink);
    return;
  }
  walkText(message, content, sink);
}

/** The output of a tool is a result whatever its kind; all other text is text. */
function walkText(message: RawMessage, value: Value, sink: ContentSink): void {
  if (message.role !== "tool") {
    sink.text(value);
    return;
  }
  const { node } = message;
  const callId = node === null ? null : firstFilled(node, RESULT_ID_FIELDS);
  const isError = node?.get("is_error")?.boolean() ?? false;
  sink.result(callId, node === null ? null : firstFilled(node, NAME_FIELDS), value, isError);
}

function walkPart(message: RawMessage, part: Value, sink: ContentSink): void {
  if (part.kind !== "object") {
    if (part.kind !== "null") walkText(message, part, sink);
    return;
  }
  const type = textField(part, "type") ?? "";
  switch (partKindOf(type)) {
    case "text": {
      const text = firstFilled(part, TEXT_PART_FIELDS);
      if (text !== null) walkText(message, text, sink);
      else if (type === "") walkUnknown(message, part, sink);
      return;
    }
    case "refusal": {
      const refusal = firstFilled(part, [REFUSAL, ...TEXT_PART_FIELDS]);
      if (refusal !== null) sink.refusal(refusal);
      return;
    }
    case "thought": {
      const thought = firstFilled(part, THOUGHT_PART_FIELDS);
      if (thought !== null) sink.reasoning(thought);
      return;
    }
    case "call": {
      const held = part.get("value");
      if (isFilled(held)) walkCallText(held, sink);
      else walkCall(part, sink, false);
      return;
    }
    case "result":
      walkResult(part, sink);
      return;
    case null:
      walkOther(message, part, sink);
  }
}

function walkOther(message: RawMessage, part: Value, sink: ContentSink): void {
  const image = readImage(part);
  if (image === null) walkUnknown(message, part, sink);
  else sink.image(image.url, image.mediaType);
}

/** Tool output often is a bare JSON object; elsewhere an unknown object is kept as its JSON. */
function walkUnknown(message: RawMessage, part: Value, sink: ContentSink): void {
  if (message.role === "tool") walkText(message, part, sink);
  else sink.unknown(textField(part, "type") ?? "object", part);
}

function walkReasoning(node: Value, sink: ContentSink): void {
  for (const name of REASONING_FIELDS) {
    const value = node.get(name);
    if (value === null || value.kind !== "text" || value.length === 0) continue;
    sink.reasoning(value);
    return;
  }
}

/** Calls as a list, one call, or either of them as JSON text. */
function walkCalls(calls: Value | null, sink: ContentSink, isHeld = false): void {
  if (calls === null || calls.kind === "null") return;
  if (calls.kind === "list") {
    for (let i = 0; i < calls.size; i++) {
      const call = calls.item(i);
      if (isFilled(call)) walkCall(call, sink, isHeld);
    }
  } else if (calls.kind === "object") walkCall(calls, sink, isHeld);
  else if (calls.kind === "text" && calls.length > 0) walkCallText(calls, sink);
}

/** A call written as JSON text, as in ShareGPT `function_call`; text that is no JSON is the call's argument. */
function walkCallText(value: Value, sink: ContentSink): void {
  if (value.kind === "list" || value.kind === "object") {
    walkCalls(value, sink);
    return;
  }
  sink.callText(value);
  const held = value.kind === "text" ? parseHeldJson(value.text()) : null;
  if (held === null) sink.call(null, null, value, true);
  else walkCalls(held, sink, true);
}

function walkCall(call: Value, sink: ContentSink, isHeld: boolean): void {
  if (call.kind !== "object") {
    sink.call(null, null, call, isHeld);
    return;
  }
  const inner = call.get("function");
  const target = inner !== null && inner.kind === "object" ? inner : call;
  const name = firstFilled(target, CALL_NAME_FIELDS);
  const args = firstFilled(target, CALL_ARGUMENTS_FIELDS);
  sink.call(firstFilled(call, CALL_ID_FIELDS), name, args, isHeld);
}

function walkResult(part: Value, sink: ContentSink): void {
  const content = firstFilled(part, RESULT_PART_FIELDS);
  const callId = firstFilled(part, RESULT_PART_ID_FIELDS);
  sink.result(callId, part.get("name"), content ?? jsonValue(""), part.get("is_error")?.boolean() ?? false);
}

function textField(value: Value, name: string): string | null {
  const field = value.get(name);
  return field !== null && field.kind === "text" ? field.text() : null;
}
