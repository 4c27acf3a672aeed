import type { Conversation, Message, Part, Role, Variant } from "@/lib/conversation/model";
import { toVisibleLine } from "./visible-characters";

/** A message with its place: `index` counts through the whole record, prompt first, then each variant. */
export interface PlacedMessage {
  message: Message;
  index: number;
  /** "assistant message 2 of 5", "chosen: assistant message 1 of 1". */
  name: string;
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

/** Numbers and names every message of a record. */
export function placeMessages(conversation: Conversation): PlacedConversation {
  let index = 0;
  const place = (messages: readonly Message[], prefix: string): PlacedMessage[] =>
    messages.map((message, position) => ({
      message,
      index: index++,
      name: `${prefix}${shownRole(message)} message ${position + 1} of ${messages.length}`,
    }));
  const messages = place(conversation.messages, "");
  const variants = conversation.variants.map((variant) => ({
    variant,
    messages: place(variant.messages, `${toVisibleLine(variant.name)}: `),
  }));
  return { messages, variants, total: index };
}

/** The role as a word: Loupe's own, or that of the data when it is none of ours. */
export function shownRole(message: Message): string {
  if (message.role !== "other") return message.role;
  return toVisibleLine(message.sourceRole.slice(0, 40)) || "other";
}

/** Class names of a role's colour. */
export function roleColor(role: Role): { ink: string; soft: string; rule: string } {
  switch (role) {
    case "system":
    case "developer":
      return { ink: "text-role-system", soft: "bg-role-system-soft", rule: "border-role-system" };
    case "user":
      return { ink: "text-role-user", soft: "bg-role-user-soft", rule: "border-role-user" };
    case "assistant":
      return { ink: "text-role-assistant", soft: "bg-role-assistant-soft", rule: "border-role-assistant" };
    case "tool":
      return { ink: "text-role-tool", soft: "bg-role-tool-soft", rule: "border-role-tool" };
    case "other":
      return { ink: "text-role-other", soft: "bg-role-other-soft", rule: "border-role-other" };
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

function partText(part: Part): string {
  switch (part.kind) {
    case "text":
    case "reasoning":
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
