import type { Value } from "@/lib/format/value";
import { readField } from "./field-reader";
import { findEmptyField } from "./locate";
import type { Reading, TextProtocol } from "./model";
import type { Located } from "./raw-message";
import { detectLayout } from "./role-detection";

const PROTOCOL_WORDS: Record<TextProtocol, string> = {
  "thought-tool": "text protocol THOUGHT/TOOL",
  react: "text protocol ReAct",
  hermes: "calls in <tool_call> tags",
  "turn-markers": "turns marked in the text",
};

/** Says in words how a record was read, and which other fields could have been. */
export function describeReading(
  record: Value,
  located: Located | null,
  protocol: TextProtocol | null,
): Reading {
  if (located === null)
    return { description: describeNothing(record), field: null, alternatives: [], protocol: null };
  const known = protocol ?? (located.finding.kind === "turn-markers" ? "turn-markers" : null);
  const what = describeFinding(located);
  return {
    description: known === null || known === "turn-markers" ? what : `${what}; ${PROTOCOL_WORDS[known]}`,
    field: located.field,
    alternatives: findAlternatives(record, located),
    protocol: known,
  };
}

function describeNothing(record: Value): string {
  const field = findEmptyField(record);
  if (field === null) return "no conversation found";
  return `no messages: \`${field}\` is ${record.get(field)?.kind === "null" ? "null" : "empty"}`;
}

function describeFinding({ field, finding, variants }: Located): string {
  const { layout, replyField } = finding;
  const place = field === "$" ? "the record itself" : `\`${field}\``;
  const fields = layout === null ? "" : `, ${layout.role} and ${layout.content}`;
  const reply = replyField === null ? "" : `; the assistant's reply in \`${replyField}\``;
  switch (finding.kind) {
    case "messages":
      return `conversation in ${place}${fields}${reply}`;
    case "json-text":
      return `conversation as JSON text in ${place}${fields}${reply}`;
    case "one-message":
      return `one message in ${place}${reply}`;
    case "user-turns":
      return `turns of the user in ${place}`;
    case "exchanges":
      return `question and answer pairs in ${place}${reply}`;
    case "turn-markers":
      return `conversation in ${place}; ${PROTOCOL_WORDS["turn-markers"]}${reply}`;
    case "prompt-reply":
      return `prompt in ${place}, reply in \`${replyField ?? ""}\``;
    case "prompt":
      return `prompt in ${place}, no reply`;
    case "preference":
      return `two answers to one prompt, in ${place} and \`${replyField ?? ""}\``;
    case "completions":
      return `${variants.length} ${variants.length === 1 ? "answer" : "answers"} to one prompt, in ${place}`;
    case "text":
      return `text in ${place}`;
  }
}

function findAlternatives(record: Value, located: Located): string[] {
  const alternatives: string[] = [];
  for (const [name, value] of record.fields()) {
    if (name === located.field) continue;
    const isList = value.kind === "list" && value.item(0)?.kind === "object";
    if ((isList && detectLayout(value) !== null) || readField(value, name, [name]) !== null)
      alternatives.push(name);
  }
  return alternatives;
}
