import type { Value } from "@/lib/format/value";
import { saysMore } from "./content-walk";
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
  RESULT_TEXT_FIELDS,
  ROLE_FIELDS,
  TEXT_PART_FIELDS,
  THOUGHT_PART_FIELDS,
} from "./field-names";
import { isFilled } from "./filled";
import { locateConversation } from "./locate";
import { roleText } from "./message-list";
import type { ReadOptions } from "./model";
import { type PartKind, partKindOf } from "./part-kind";
import type { RawMessage } from "./raw-message";
import {
  IMAGE_BYTES_FIELD,
  IMAGE_HOLDER_FIELDS,
  IMAGE_KIND_FIELDS,
  IMAGE_URL_FIELDS,
  readImage,
} from "./read-image";

/** A field within a message, named by its path there: "weight", "content[0].signature". */
export type MessageField = readonly [name: string, value: Value];

/**
 * What messages hold besides what `readConversation` makes of them, message by message, those of the prompt first, then
 * of each variant. Fields that are null, or lists and objects of nothing, say nothing and are left out. Empty where there
 * is no conversation.
 */
export function messageRests(value: Value, options: ReadOptions): readonly (readonly MessageField[])[] {
  const located = locateConversation(value, options.conversationField);
  if (located === null) return [];
  const variants = located.variants.flatMap((variant) => variant.messages);
  return [...located.messages, ...variants].map(restOfMessage);
}

function restOfMessage(message: RawMessage): MessageField[] {
  const { node, content, contentField, role } = message;
  // A message that is shown as it stands, or has nothing around its content.
  if (node === null || (contentField === null && content !== null)) return [];
  const rest: MessageField[] = [];
  const used = new Set<string | undefined>([
    contentField ?? undefined,
    textOnly(node, firstOf(node, NAME_FIELDS)),
  ]);
  for (const name of ROLE_FIELDS) {
    const field = node.get(name);
    if (field?.kind === "text" && message.sourceRole !== "" && roleText(field) === message.sourceRole)
      used.add(name);
  }
  if (node.get("model")?.kind === "text") used.add("model");
  if (role === "tool") {
    used.add(textOnly(node, firstOf(node, RESULT_ID_FIELDS)));
    if (node.get("is_error")?.kind === "boolean") used.add("is_error");
  }
  if (isFilled(content) && contentField !== null && !message.isCall)
    restOfContent(content, contentField, role === "tool", rest);
  if (saysMore(role)) {
    used.add(firstTextOf(node, REASONING_FIELDS));
    if (node.get(REFUSAL)?.kind === "text") used.add(REFUSAL);
    for (const name of ["tool_calls", "function_call"]) {
      const calls = node.get(name);
      if (calls === null || !["list", "object", "text"].includes(calls.kind)) continue;
      used.add(name);
      restOfCalls(calls, name, rest);
    }
    if (message.isCall && !isFilled(content)) {
      restOfCalls(node, "", rest);
      for (const [name] of node.fields()) used.add(name);
    }
  }
  return [...others(node, used, ""), ...rest];
}

function restOfContent(content: Value, path: string, isTool: boolean, rest: MessageField[]): void {
  if (content.kind === "list") {
    let place = 0;
    for (const part of content.items()) restOfPart(part, `${path}[${place++}]`, isTool, rest);
  } else if (content.kind === "object") {
    const inner = content.get("parts");
    if (inner?.kind !== "list") restOfPart(content, path, isTool, rest);
    else {
      rest.push(...others(content, new Set(["parts", "content_type"]), path));
      restOfContent(inner, `${path}.parts`, isTool, rest);
    }
  }
}

/** The same kinds of parts as `walkMessage` tells apart; one that it does not know is shown as it stands. */
function restOfPart(part: Value, path: string, isTool: boolean, rest: MessageField[]): void {
  if (part.kind !== "object") return;
  const add = (...used: (string | undefined)[]) =>
    rest.push(...others(part, new Set([textOnly(part, "type"), ...used]), path));
  switch (kindOf(part)) {
    case "text": {
      const text = firstOf(part, TEXT_PART_FIELDS);
      // One without a type or a text is shown as it stands.
      if (text !== undefined || textOnly(part, "type") !== undefined) add(text);
      // What a tool gives is a result, whatever it is.
      const held = text === undefined ? null : part.get(text);
      if (isTool && text !== undefined && held?.kind === "list") restOfResult(held, pathTo(path, text), rest);
      return;
    }
    case "refusal":
      add(firstOf(part, [REFUSAL, ...TEXT_PART_FIELDS]));
      return;
    case "thought":
      add(firstOf(part, THOUGHT_PART_FIELDS));
      return;
    case "call": {
      const held = part.get("value");
      if (!isFilled(held)) restOfCall(part, path, rest);
      else {
        add("value");
        restOfCalls(held, pathTo(path, "value"), rest);
      }
      return;
    }
    case "result": {
      const name = firstOf(part, RESULT_PART_FIELDS);
      const held = name === undefined ? null : part.get(name);
      if (name !== undefined && held?.kind === "list") restOfResult(held, pathTo(path, name), rest);
      add(
        name,
        textOnly(part, firstOf(part, RESULT_PART_ID_FIELDS)),
        textOnly(part, "name"),
        part.get("is_error")?.kind === "boolean" ? "is_error" : undefined,
      );
      return;
    }
    case null:
      if (readImage(part) !== null) restOfImage(part, path, rest);
  }
}

/** Parts of a result: of each a text, an image, or else all there is. */
function restOfResult(parts: Value, path: string, rest: MessageField[]): void {
  let place = 0;
  for (const part of parts.items()) {
    const at = `${path}[${place++}]`;
    if (part.kind !== "object") continue;
    const text = firstOf(part, RESULT_TEXT_FIELDS);
    const type = kindOf(part) === "text" ? textOnly(part, "type") : undefined;
    if (textOnly(part, text) !== undefined) rest.push(...others(part, new Set([type, text]), at));
    else if (readImage(part) !== null) restOfImage(part, at, rest);
  }
}

function restOfImage(part: Value, path: string, rest: MessageField[]): void {
  const name = firstOf(part, IMAGE_HOLDER_FIELDS);
  const holder = name === undefined ? part : (part.get(name) ?? part);
  if (holder !== part) rest.push(...others(part, new Set(["type", name]), path));
  if (holder.kind !== "object") return;
  const used = [
    "type",
    textOnly(holder, firstOf(holder, IMAGE_KIND_FIELDS)),
    textOnly(holder, firstOf(holder, IMAGE_URL_FIELDS) ?? IMAGE_BYTES_FIELD),
  ];
  rest.push(...others(holder, new Set(used), name === undefined ? path : pathTo(path, name)));
}

function restOfCalls(calls: Value, path: string, rest: MessageField[]): void {
  if (calls.kind === "object") restOfCall(calls, path, rest);
  if (calls.kind !== "list") return;
  let place = 0;
  for (const call of calls.items()) restOfCall(call, `${path}[${place++}]`, rest);
}

function restOfCall(call: Value, path: string, rest: MessageField[]): void {
  if (call.kind !== "object") return;
  const inner = call.get("function");
  const target = inner?.kind === "object" ? inner : call;
  const used = [
    textOnly(target, firstOf(target, CALL_NAME_FIELDS)),
    firstOf(target, CALL_ARGUMENTS_FIELDS),
    textOnly(call, firstOf(call, CALL_ID_FIELDS)),
    call.get("type")?.text() === "function" || kindOf(call) === "call" ? "type" : undefined,
  ];
  if (target === call) rest.push(...others(call, new Set(used), path));
  else {
    rest.push(...others(call, new Set(["function", ...used.slice(2)]), path));
    rest.push(...others(target, new Set(used.slice(0, 2)), pathTo(path, "function")));
  }
}

/** One whose type is no text has none. */
function kindOf(part: Value): PartKind | null {
  const type = part.get("type");
  return partKindOf(type?.kind === "text" ? type.text() : "");
}

function others(node: Value, used: ReadonlySet<string | undefined>, path: string): MessageField[] {
  return [...node.fields()].flatMap(([name, value]): MessageField[] =>
    used.has(name) || isNothing(value) ? [] : [[pathTo(path, name), value]],
  );
}

function isNothing(value: Value): boolean {
  return value.kind === "null" || ((value.kind === "list" || value.kind === "object") && value.size === 0);
}

function pathTo(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** The name of a field of which only a text is taken. */
function textOnly(node: Value, name: string | undefined): string | undefined {
  return name !== undefined && node.get(name)?.kind === "text" ? name : undefined;
}

/** The first of several fields that is there and not null. */
function firstOf(node: Value, names: readonly string[]): string | undefined {
  return names.find((name) => isFilled(node.get(name)));
}

function firstTextOf(node: Value, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const field = node.get(name);
    return field?.kind === "text" && field.length > 0;
  });
}
