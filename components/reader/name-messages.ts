import type { Conversation, Message, Part, Role, Variant } from "@/lib/conversation/model";
import { type PlacedStep, placeSteps } from "./place-steps";
import { toVisibleLine } from "./visible-characters";

/** A message with its place: `index` counts through the whole record, prompt first, then each variant. */
export interface PlacedMessage {
  message: Message;
  index: number;
  /** "assistant message 2 of 5", "chosen: assistant message 1 of 1". */
  name: string;
  /** Place in its list, from 1, and length of the list. */
  position: number;
  count: number;
  /** Use of a tool that a part belongs to, by the place of the part. */
  steps: ReadonlyMap<number, PlacedStep>;
  /** Among the first of the record, which are drawn at once. */
  isLeading: boolean;
}

export interface PlacedVariant {
  variant: Variant;
  messages: readonly PlacedMessage[];
}

export interface PlacedConversation {
  messages: readonly PlacedMessage[];
  variants: readonly PlacedVariant[];
  /** Messages of the record, those of variants included. */
  total: number;
}

/** Characters at the front of a record that are drawn before the first paint: about a screen. */
const LEADING_CHARS = 6000;

const placed = new WeakMap<Conversation, PlacedConversation>();

/** Numbers and names every message of a record, and joins the calls of tools with their results. */
export function placeMessages(conversation: Conversation): PlacedConversation {
  const known = placed.get(conversation) ?? place(conversation);
  placed.set(conversation, known);
  return known;
}

function place(conversation: Conversation): PlacedConversation {
  let index = 0;
  let chars = 0;
  const placeList = (messages: readonly Message[], prefix: string): PlacedMessage[] =>
    messages.map((message, position) => {
      chars += message.chars;
      return {
        message,
        index: index++,
        name: `${prefix}${shownRole(message)} message ${position + 1} of ${messages.length}`,
        position: position + 1,
        count: messages.length,
        steps: new Map<number, PlacedStep>(),
        isLeading: chars <= LEADING_CHARS,
      };
    });
  const messages = placeList(conversation.messages, "");
  const variants = conversation.variants.map((variant) => ({
    variant,
    messages: placeList(variant.messages, `${toVisibleLine(variant.name)}: `),
  }));
  placeSteps(messages, variants);
  return { messages, variants, total: index };
}

/** Index of the nearest message with a tool call after (or before) `from`; null when there is none. */
export function nextToolCall(
  { messages, variants }: PlacedConversation,
  from: number | null,
  by: 1 | -1,
): number | null {
  const calls = [...messages, ...variants.flatMap((variant) => variant.messages)]
    .filter(({ message }) => message.parts.some(({ kind }) => kind === "tool-call"))
    .map(({ index }) => index);
  if (by === 1) return calls.find((index) => from === null || index > from) ?? null;
  return calls.findLast((index) => from === null || index < from) ?? null;
}

/** The role as a word: Loupe's own, or that of the data when it is none of ours. */
export function shownRole(message: Message): string {
  if (message.role !== "other") return message.role;
  return toVisibleLine(message.sourceRole.slice(0, 40)) || "other";
}

/** Class of the text colour of a role. */
export function roleInk(role: Role): string {
  switch (role) {
    case "system":
    case "developer":
      return "text-role-system";
    case "user":
      return "text-role-user";
    case "assistant":
      return "text-role-assistant";
    case "tool":
      return "text-role-tool";
    case "other":
      return "text-role-other";
  }
}

/** The text to copy: exact as in the data, or the parts one after the other when the data has no text. */
export function messageText(message: Message): string {
  if (message.text !== "") return message.text;
  return message.parts
    .map(partText)
    .filter((text) => text !== "")
    .join("\n\n");
}

/** All that the length of a message counts, in words as in characters. */
export function countedText({ text, apart }: Message): string {
  if (apart === undefined) return text;
  return text === "" ? apart : `${text}\n${apart}`;
}

function partText(part: Part): string {
  switch (part.kind) {
    case "text":
    case "reasoning":
    case "refusal":
    case "answer":
    case "tool-result":
      return part.text;
    case "tool-call":
      return `${part.name} ${part.argumentsText}`.trim();
    case "image":
      return part.url;
    case "unknown":
      return part.json;
  }
}
