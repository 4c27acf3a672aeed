import type { Value } from "@/lib/format/value";
import type { Role, ValuePath } from "./model";

/**
 * A message that was found but not decoded: where its content is, and who says it. Both the reader and the index
 * start from here.
 */
export interface RawMessage {
  role: Role;
  sourceRole: string;
  /** The content is a tool call in itself. */
  isCall: boolean;
  /** The object that holds calls, reasoning and name beside the content; null for bare text. */
  node: Value | null;
  content: Value | null;
  /** Field of `node` that holds the content; null where it is none of its fields. */
  contentField: string | null;
  /** The second half of an Alpaca prompt (`input`); null otherwise. */
  more: Value | null;
  /** Path of the message, or of its list when `index` is not negative. */
  base: ValuePath;
  index: number;
}

export interface RawVariant {
  name: string;
  messages: RawMessage[];
  model: Value | null;
  /** The model stands in the variant itself; false where a field of the record tells it. */
  isModelWithin: boolean;
  rating: Value | null;
  score: Value | null;
}

/** How the record was read, in parts; put into words only where a person reads it. */
export interface Finding {
  kind:
    | "messages"
    | "json-text"
    | "one-message"
    | "user-turns"
    | "exchanges"
    | "turn-markers"
    | "prompt-reply"
    | "prompt"
    | "preference"
    | "completions"
    | "text";
  /** Names of the role and content fields of a message, for lists. */
  layout: Layout | null;
  /** Field that holds the reply, or the second of a pair. */
  replyField: string | null;
}

export interface Layout {
  role: string;
  content: string;
}

/** A conversation found in a record. */
export interface Located {
  messages: RawMessage[];
  variants: RawVariant[];
  usedFields: readonly string[];
  /** Path of the field, with dots; "$" when the record itself is the conversation. */
  field: string;
  finding: Finding;
}

/** A message of bare text or other content, without an object around it. */
export function bareMessage(
  role: Role,
  sourceRole: string,
  content: Value,
  base: ValuePath,
  index = -1,
): RawMessage {
  return {
    role,
    sourceRole,
    isCall: false,
    node: null,
    content,
    contentField: null,
    more: null,
    base,
    index,
  };
}

/** A rating: a number, or one kept as text; null for anything else ("N/A"). */
export function numberOf(value: Value | null): number | null {
  if (value === null) return null;
  const number = value.kind === "text" && value.length > 0 ? Number(value.text()) : value.number();
  return Number.isNaN(number) ? null : number;
}

/** Path of a message in its record. */
export function pathOf(message: RawMessage): ValuePath {
  return message.index < 0 ? message.base : [...message.base, message.index];
}
