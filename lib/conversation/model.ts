import type { ValueKind } from "@/lib/format/value";

/** Roles as Loupe shows them; the word in the data is kept beside it as `sourceRole`. */
export type Role = "system" | "developer" | "user" | "assistant" | "tool" | "other";

/** Place of a value in its raw record: field names and list indices from the root. */
export type ValuePath = readonly (string | number)[];

/** One piece of a message, in the order in which the data holds it. */
export type Part =
  | { kind: "text"; text: string }
  /** Thinking that precedes the reply. `closed` is false for a `<think>` that never ends. */
  | { kind: "reasoning"; text: string; closed: boolean }
  /** `argumentsText` is the exact text in the data; `argumentsValue` its parsed JSON, or undefined when it is none. */
  | { kind: "tool-call"; callId: string | null; name: string; argumentsText: string; argumentsValue: unknown }
  | { kind: "tool-result"; callId: string | null; name: string | null; text: string; isError: boolean }
  /** What a model says in place of its content when it declines. */
  | { kind: "refusal"; text: string }
  /** The end of a text protocol: FINAL_ANSWER. */
  | { kind: "answer"; text: string }
  /** An image by reference; never fetched. `url` may be a data: URL. */
  | { kind: "image"; url: string; mediaType: string | null }
  /** A part of a type Loupe does not know, as JSON text. */
  | { kind: "unknown"; type: string; json: string };

export interface Message {
  role: Role;
  /** The word the data uses ("human", "gpt", "critic"); "" when there is none. */
  sourceRole: string;
  parts: readonly Part[];
  /** The text content exactly as in the data, before any protocol was split; "" when there is none. */
  text: string;
  /** Only of a message without anything: what the data has for content, "none" where it has no such field. */
  emptyContent?: ValueKind | "none" | undefined;
  /** What counts as content and stands in fields of its own: reasoning, arguments, results; absent where there is none. */
  apart?: string | undefined;
  /** Name of the tool (tool messages) or of the speaker. */
  name: string | null;
  /** Model that wrote this message, where the message itself says so. */
  model: string | null;
  /** Length label, e.g. "[MLT:50]". */
  label: string | null;
  /** Characters (code points) of all content of this message. */
  chars: number;
  /** Where in the raw record this message stands. */
  path: ValuePath;
}

/** One of several answers to the same prompt. */
export interface Variant {
  /** "chosen", "rejected", or "completion 1". */
  name: string;
  messages: readonly Message[];
  model: string | null;
  rating: number | null;
  score: number | null;
}

export type TextProtocol = "thought-tool" | "react" | "hermes" | "turn-markers";

/** How a record was read, for one line in the reader and for the override. */
export interface Reading {
  /** One sentence part: "conversation in `conversations`, role and content; text protocol THOUGHT/TOOL". */
  description: string;
  /** Path of the field that holds the conversation; null when nothing was recognised. */
  field: string | null;
  /** Other fields that could be read as the conversation, for the override. */
  alternatives: readonly string[];
  protocol: TextProtocol | null;
}

/** The normal form of one record. */
export interface Conversation {
  /** The conversation, or the shared prompt when there are variants. */
  messages: readonly Message[];
  /** Empty for a plain conversation. */
  variants: readonly Variant[];
  /** Names of the top-level fields that the conversation was made of; the reader shows the rest below. */
  usedFields: readonly string[];
  reading: Reading;
}

/** Names of problems; each is a filter, none stops loading. */
export const PROBLEMS = [
  "empty message",
  "roles out of order",
  "no assistant message",
  "label count differs",
  "turn count differs",
  "no final answer",
  "answer differs",
  "replacement character",
  "duplicate id",
  "duplicate conversation",
  "not UTF-8",
  "repeated key",
  "NaN literal",
  "ratings tie",
  "ratings inverted",
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** Facts about one conversation: the underscore columns of the index table. */
export interface ConversationFacts {
  /** First 160 characters of the first user message, on one line. */
  prompt: string | null;
  /** First 160 characters of the last assistant message, on one line. */
  reply: string | null;
  /** Number of assistant messages. */
  turns: number;
  /** Number of messages. */
  messages: number;
  /** Characters (code points) of content of all messages. */
  chars: number;
  assistantChars: number;
  /** Role of each message, in order. */
  roles: readonly Role[];
  /** Names of tools called, in order, repeats kept. */
  tools: readonly string[];
  /**
   * Models of the variants, in order, where they stand in the variants and in no column of their own; empty for plain
   * conversations.
   */
  models: readonly string[];
  /** All but the two duplicate problems, which only the whole dataset can tell. */
  problems: readonly Problem[];
  /** 64-bit hash of roles and content; equal conversations have equal hashes. Null without a conversation. */
  hash: bigint | null;
  /** The same of the text of the first user message; null without one. */
  promptHash: bigint | null;
  /** Top-level fields the conversation was made of; the same array for records of the same shape. */
  usedFields: readonly string[];
}

/** Fields of the data that play a role in reading a conversation; null when the dataset has none. */
export interface ReadOptions {
  /** Field the user chose to read the conversation from; null to find it. */
  conversationField: string | null;
  labelsField: string | null;
  turnsField: string | null;
  groundTruthField: string | null;
  finalAnswerField: string | null;
}
