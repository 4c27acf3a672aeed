import {
  COMPLETION_FIELDS,
  CONTENT_FIELDS,
  LIST_FIELDS,
  OUTER_REPLY_FIELDS,
  PREFERENCE_FIELDS,
  REASONING_FIELDS,
  REFUSAL,
  ROLE_FIELDS,
  SYSTEM_FIELDS,
  USER_TURN_FIELDS,
} from "./field-names";
import type { ReadOptions, Role } from "./model";
import { findRoleWord } from "./role-words";

// What can be told of a conversation from the names of fields alone, for those who read many records of one shape
// without looking at each through `Value`.

/** Where a message that is nothing but a role and a text has them. */
export interface PlainMessage {
  role: string;
  content: string;
  /** Field with the name of the tool; null when there is none. */
  name: string | null;
}

/** Fields of a message that say more than who says what. */
const OTHER_MEANINGS = new Set<string>([
  ...REASONING_FIELDS,
  REFUSAL,
  ...["tool_calls", "function_call", "tool_call_id", "call_id", "tool_use_id", "tool_name"],
]);

/**
 * The field from which `locateConversation` reads a record with these fields, whatever else they hold, as long as it is
 * a list of messages of which the first has a role that Loupe knows and one of them is the assistant's. Null when the
 * names alone do not tell.
 */
export function plainListField(names: readonly string[], options: ReadOptions): string | null {
  const has = new Set(names);
  if (SYSTEM_FIELDS.some((name) => has.has(name))) return null;
  const { conversationField } = options;
  if (conversationField !== null)
    return has.has(conversationField) && conversationField !== "$" ? conversationField : null;
  if (PREFERENCE_FIELDS.some(([better, worse]) => has.has(better) && has.has(worse))) return null;
  if (COMPLETION_FIELDS.some((name) => has.has(name))) return null;
  return [...LIST_FIELDS, ...USER_TURN_FIELDS].find((name) => has.has(name)) ?? null;
}

/**
 * The field beside a plain list that holds the reply where the list ends with the user and has none of the assistant, as
 * long as it is a text and not empty; null when there is no such field.
 */
export function plainReplyField(names: readonly string[], list: string): string | null {
  return OUTER_REPLY_FIELDS.find((name) => name !== list && names.includes(name)) ?? null;
}

/** How a message with these fields is read as long as role and content are texts; null when it may hold more than those. */
export function plainMessage(names: readonly string[]): PlainMessage | null {
  if (names.some((name) => OTHER_MEANINGS.has(name))) return null;
  const has = new Set(names);
  const role = ROLE_FIELDS.find((name) => has.has(name));
  const content = CONTENT_FIELDS.find((name) => has.has(name));
  return role === undefined || content === undefined
    ? null
    : { role, content, name: has.has("name") ? "name" : null };
}

/** The role that a word means; null for one that Loupe does not know, and for one that means more than a role. */
export function plainRole(word: string): Role | null {
  const known = findRoleWord(word);
  return known === null || known.isCall || known.role === "other" ? null : known.role;
}
