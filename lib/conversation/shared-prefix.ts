import type { Value } from "@/lib/format/value";
import { toComparedJson } from "./json-text";
import type { RawMessage } from "./raw-message";

/** Splits two versions of a chat into the prompt that both share and what differs; neither side is left empty. */
export function splitShared(
  prompt: RawMessage[],
  first: RawMessage[],
  second: RawMessage[],
): { shared: RawMessage[]; first: RawMessage[]; second: RawMessage[] } {
  const known = promptAlone(prompt, first);
  const left = withoutPrompt(known, first);
  const right = withoutPrompt(known, second);
  const common = commonLength(left, right);
  const shared = left.slice(0, common);
  // A chat that opens with a system message before the prompt holds the prompt inside the shared part.
  const last = known.at(-1);
  const isHeld = last !== undefined && shared.some((message) => sameMessage(message, last));
  return {
    shared: isHeld ? shared : [...known, ...shared],
    first: left.slice(common),
    second: right.slice(common),
  };
}

/** `messages` beside `chosen` is often the chosen chat with its reply: then the prompt is only in the chats. */
function promptAlone(prompt: RawMessage[], side: RawMessage[]): RawMessage[] {
  const repeats = prompt.length > 0 && prompt.length === side.length && startsWith(side, prompt);
  return repeats ? [] : prompt;
}

function withoutPrompt(prompt: RawMessage[], side: RawMessage[]): RawMessage[] {
  return side.length > prompt.length && startsWith(side, prompt) ? side.slice(prompt.length) : side;
}

function startsWith(messages: RawMessage[], prefix: RawMessage[]): boolean {
  return prefix.every((message, i) => {
    const other = messages[i];
    return other !== undefined && sameMessage(other, message);
  });
}

function commonLength(first: RawMessage[], second: RawMessage[]): number {
  const end = Math.min(first.length, second.length) - 1;
  let length = 0;
  while (length < end) {
    const left = first[length];
    const right = second[length];
    if (left === undefined || right === undefined || !sameMessage(left, right)) break;
    length++;
  }
  return length;
}

function sameMessage(first: RawMessage, second: RawMessage): boolean {
  if (first.role !== second.role) return false;
  return sameValue(first.content, second.content) && sameValue(first.more, second.more);
}

function sameValue(first: Value | null, second: Value | null): boolean {
  if (first === null || second === null) return first === second;
  if (first.kind !== second.kind) return false;
  if (first.kind === "text") return first.length === second.length && first.text() === second.text();
  return toComparedJson(first) === toComparedJson(second);
}
