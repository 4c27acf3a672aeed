import type { Value } from "@/lib/format/value";
import { LIST_FIELDS, PROMPT_FIELDS } from "./field-names";
import { readSide } from "./field-reader";
import { firstFilled } from "./filled";
import { readPrompt } from "./locate-prompt";
import type { Located, RawMessage, RawVariant } from "./raw-message";
import { splitShared } from "./shared-prefix";
import { internFields } from "./used-fields";

/** Where the prompt of a pair may be, best first. */
const PAIR_PROMPT_FIELDS = [...PROMPT_FIELDS, ...LIST_FIELDS, "history", "context"] as const;

/** A better and a worse answer to one prompt; what both sides repeat of the prompt is shown once. */
export function locatePreference(record: Value, betterField: string, worseField: string): Located | null {
  const better = readAnswer(record, betterField);
  const worse = readAnswer(record, worseField);
  if (better === null || worse === null) return null;
  const prompt = findPrompt(record);
  const split = splitShared(prompt.messages, better, worse);
  return {
    messages: split.shared,
    variants: [
      describeVariant(record, betterField, split.first),
      describeVariant(record, worseField, split.second),
    ],
    usedFields: internFields([...prompt.usedFields, betterField, worseField]),
    field: betterField,
    finding: { kind: "preference", layout: null, replyField: worseField },
  };
}

function readAnswer(record: Value, field: string): RawMessage[] | null {
  const value = record.get(field);
  // {chosen: 0.8, rejected: 0.2} are scores of a pair that stands elsewhere.
  if (value === null || value.kind === "null" || value.kind === "number" || value.kind === "boolean")
    return null;
  const messages = readSide(value, field, "assistant", [field]);
  return messages.length === 0 ? null : messages;
}

function findPrompt(record: Value): { messages: RawMessage[]; usedFields: string[] } {
  for (const field of PAIR_PROMPT_FIELDS) {
    const value = record.get(field);
    if (value === null || value.kind === "null" || value.kind === "number" || value.kind === "boolean")
      continue;
    const prompt = readPrompt(record, field, value);
    const isTrailing = isBlankReply(prompt.messages.at(-1));
    // A prompt that ends in "\n\nAssistant:" opens the answer and is no message of its own.
    if (isTrailing) prompt.messages.pop();
    if (prompt.messages.length > 0) return prompt;
  }
  return { messages: [], usedFields: [] };
}

function isBlankReply(message: RawMessage | undefined): boolean {
  return message?.role === "assistant" && message.content?.kind === "text" && message.content.length === 0;
}

function describeVariant(record: Value, name: string, messages: RawMessage[]): RawVariant {
  return {
    name: name.replaceAll("_", " "),
    messages,
    model: attribute(record, name, "model"),
    isModelWithin: false,
    rating: attribute(record, name, "rating"),
    score: attribute(record, name, "score"),
  };
}

function attribute(record: Value, name: string, what: string): Value | null {
  return firstFilled(record, [`${name}_${what}`, `${name}-${what}`, `${what}_${name}`]);
}
