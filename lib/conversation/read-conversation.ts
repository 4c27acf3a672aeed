import type { Value } from "@/lib/format/value";
import { describeReading } from "./describe-reading";
import { leadingLabel, readLabels } from "./labels";
import { locateConversation } from "./locate";
import type { Conversation, Message, ReadOptions, Variant } from "./model";
import { buildMessage } from "./part-builder";
import { numberOf, type RawMessage, type RawVariant } from "./raw-message";
import { TurnState } from "./turn-state";

/**
 * The normal form of a record. Never throws: a record in which nothing is recognised gives no messages and
 * `reading.field` null. With variants, the i-th label belongs to the i-th assistant message of prompt and variant.
 */
export function readConversation(value: Value, options: ReadOptions): Conversation {
  const located = locateConversation(value, options.conversationField);
  if (located === null) {
    return { messages: [], variants: [], usedFields: [], reading: describeReading(value, null, null) };
  }
  const labels = readLabels(value, options.labelsField)?.map((label) => label.text()) ?? null;
  const state = new TurnState();
  const prompt = buildMessages(located.messages, state);
  const variants = located.variants.map((variant) => {
    const variantState = state.clone();
    const messages = buildMessages(variant.messages, variantState);
    if (variantState.protocol !== null) state.noteProtocol(variantState.protocol);
    return buildVariant(variant, messages);
  });
  const messages = withLabels(prompt, labels, 0);
  const labelStart = countAssistant(messages);
  return {
    messages,
    variants: variants.map((variant) => ({
      ...variant,
      messages: withLabels(variant.messages, labels, labelStart),
    })),
    usedFields: located.usedFields,
    reading: describeReading(value, located, state.protocol),
  };
}

/** The line that the index measures: the conversation, or the prompt with the first of its variants. */
export function mainMessages(conversation: Conversation): readonly Message[] {
  const first = conversation.variants[0];
  return first === undefined ? conversation.messages : [...conversation.messages, ...first.messages];
}

function buildMessages(raw: readonly RawMessage[], state: TurnState): Message[] {
  return raw.map((message) => buildMessage(message, state));
}

function buildVariant(raw: RawVariant, messages: readonly Message[]): Variant {
  return {
    name: raw.name,
    messages,
    model: raw.model?.kind === "text" ? raw.model.text() : null,
    rating: numberOf(raw.rating),
    score: numberOf(raw.score),
  };
}

function withLabels(
  messages: readonly Message[],
  labels: readonly string[] | null,
  start: number,
): Message[] {
  let next = start;
  return messages.map((message) => {
    if (message.role !== "assistant") return message;
    const label = labels === null ? leadingLabel(message.text) : (labels[next] ?? null);
    next++;
    return { ...message, label };
  });
}

function countAssistant(messages: readonly Message[]): number {
  return messages.filter((message) => message.role === "assistant").length;
}
