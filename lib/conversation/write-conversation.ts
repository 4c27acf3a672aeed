import { parseRecordText } from "@/lib/format/parse-record-text";
import { toJsonText } from "./json-text";
import type { Conversation, Message, Part, Variant } from "./model";
import { pairToolSteps } from "./tool-steps";

/** A part of a message that holds images. */
type OpenAiPart = { type: "text"; text: string } | { type: "image_url"; image_url: { url: string } };

/** A message in the form of the OpenAI chat API. */
export interface OpenAiMessage {
  role: "system" | "developer" | "user" | "assistant" | "tool";
  content: string | null | OpenAiPart[];
  refusal?: string;
  name?: string;
  reasoning_content?: string;
  tool_calls?: { id: string; type: "function"; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

/**
 * The conversation for the OpenAI API and its kin: `{messages}`; a preference pair as
 * `{input, preferred_output, non_preferred_output}`; other variants as a list of `{model, messages}`.
 * Calls without an id get one, and their results the same; reasoning stands in `reasoning_content`.
 */
export function toOpenAi({ messages, variants }: Conversation, isPair: boolean): object {
  const write = (list: readonly Message[]): OpenAiMessage[] => openAiMessages(list);
  if (variants.length === 0) return { messages: write(messages) };
  const [first, second] = variants;
  if (isPair && first && second)
    return {
      input: { messages: write(messages) },
      preferred_output: write(first.messages),
      non_preferred_output: write(second.messages),
    };
  return variants.map(({ model, messages: reply }) => ({ model, messages: write([...messages, ...reply]) }));
}

/** Every message under a heading with its role, calls and results as code blocks. */
export function toMarkdown(conversation: Conversation): string {
  return writeWhole(conversation, (title, level) => `${"#".repeat(level)} ${title}`, markdownPart);
}

/** Every message under its role in brackets, its text as it is. */
export function toPlainText(conversation: Conversation): string {
  return writeWhole(conversation, (title) => `[${title}]`, plainPart);
}

function writeWhole(
  { messages, variants }: Conversation,
  heading: (title: string, level: number) => string,
  writePart: (part: Part) => string,
): string {
  const section = (message: Message, level: number): string => {
    const parts = message.parts.map(writePart).filter((text) => text.trim() !== "");
    return [heading(messageTitle(message), level), ...parts].join("\n\n");
  };
  const blocks = messages.map((message) => section(message, 2));
  for (const variant of variants) {
    blocks.push(heading(variantTitle(variant), 2));
    for (const message of variant.messages) blocks.push(section(message, 3));
  }
  return `${blocks.join("\n\n")}\n`;
}

function messageTitle({ role, sourceRole, name, label }: Message): string {
  const speaker = role === "other" ? sourceRole || "other" : role;
  return [speaker, name, label]
    .filter((text) => text !== null && text !== "")
    .join(" · ")
    .replace(/\s+/g, " ");
}

function variantTitle({ name, model, rating, score }: Variant): string {
  const facts = [
    model,
    rating === null ? null : `rating ${rating}`,
    score === null ? null : `score ${score}`,
  ];
  return [name, ...facts.filter((fact) => fact !== null)].join(" · ").replace(/\s+/g, " ");
}

function markdownPart(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "reasoning":
      return `<details><summary>Reasoning</summary>\n\n${part.text}\n\n</details>`;
    case "tool-call":
      return `**Tool call** \`${part.name}\`\n\n${fenced(prettyArguments(part), part.argumentsValue === undefined ? "" : "json")}`;
    case "tool-result":
      return `**${part.isError ? "Tool error" : "Tool result"}**${part.name === null ? "" : ` \`${part.name}\``}\n\n${fenced(part.text, "")}`;
    case "refusal":
      return `**Refusal**\n\n${part.text}`;
    case "answer":
      return `**Final answer**\n\n${part.text}`;
    case "image":
      return part.url.startsWith("data:")
        ? `*(image, ${part.mediaType ?? "data"})*`
        : `[image](<${part.url}>)`;
    case "unknown":
      return fenced(part.json, "json");
  }
}

function plainPart(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "reasoning":
      return `(reasoning)\n${part.text}`;
    case "tool-call":
      return `(tool call) ${part.name} ${part.argumentsText}`.trimEnd();
    case "tool-result":
      return `(${part.isError ? "tool error" : "tool result"}${part.name === null ? "" : `, ${part.name}`})\n${part.text}`;
    case "refusal":
      return `(refusal)\n${part.text}`;
    case "answer":
      return `(final answer)\n${part.text}`;
    case "image":
      return part.url.startsWith("data:") ? `(image, ${part.mediaType ?? "data"})` : `(image) ${part.url}`;
    case "unknown":
      return part.json;
  }
}

function prettyArguments({ argumentsText, argumentsValue }: Part & { kind: "tool-call" }): string {
  if (argumentsValue === undefined) return argumentsText;
  const { value, marks } = parseRecordText(argumentsText);
  // Numbers would be written anew, and of keys that come twice one would go.
  const isPrintedAlike = marks.length === 0 && toJsonText(value) === JSON.stringify(argumentsValue);
  return isPrintedAlike ? JSON.stringify(argumentsValue, null, 2) : argumentsText;
}

/** A fence longer than any inside, so that code within code stays code. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

function openAiMessages(messages: readonly Message[]): OpenAiMessage[] {
  const ids = callIds(messages);
  return messages.flatMap((message, position) => {
    const idOf = (part: number): string => ids.get(`${position} ${part}`) ?? `call_${position}_${part}`;
    const results = message.parts.flatMap((part, at): OpenAiMessage[] =>
      part.kind === "tool-result"
        ? [{ role: "tool", tool_call_id: idOf(at), ...named(part.name ?? message.name), content: part.text }]
        : [],
    );
    const hasMore = message.parts.some((part) => part.kind !== "tool-result");
    // Anthropic's user messages hold results beside text; OpenAI has a message for each, first.
    return hasMore || results.length === 0 ? [...results, openAiMessage(message, idOf)] : results;
  });
}

function openAiMessage(message: Message, idOf: (part: number) => string): OpenAiMessage {
  const calls = message.parts.flatMap((part, at) =>
    part.kind === "tool-call"
      ? [
          {
            id: idOf(at),
            type: "function" as const,
            function: { name: part.name, arguments: part.argumentsText },
          },
        ]
      : [],
  );
  const content = openAiContent(message);
  const refusal = textOf(message, ["refusal"]);
  const reasoning = textOf(message, ["reasoning"]);
  return {
    role: message.role === "other" ? "user" : message.role,
    ...named(message.role === "tool" ? message.name : speakerOf(message)),
    content: content === "" && (calls.length > 0 || refusal !== "") ? null : content,
    ...(refusal === "" ? {} : { refusal }),
    ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}

/** One text, or parts where some of them are images. */
function openAiContent(message: Message): string | OpenAiPart[] {
  if (!message.parts.some(({ kind }) => kind === "image"))
    return textOf(message, ["text", "answer", "unknown"]);
  return message.parts.flatMap((part): OpenAiPart[] => {
    switch (part.kind) {
      case "image":
        return [{ type: "image_url", image_url: { url: part.url } }];
      case "text":
      case "answer":
      case "unknown":
        return [{ type: "text", text: contentOf(part) }];
      default:
        return [];
    }
  });
}

/** A role that OpenAI does not know becomes the name of a user. */
function speakerOf({ role, sourceRole, name }: Message): string | null {
  return name ?? (role === "other" && sourceRole !== "" ? sourceRole : null);
}

function named(name: string | null): { name?: string } {
  return name === null || name === "" ? {} : { name };
}

function textOf(message: Message, kinds: readonly Part["kind"][]): string {
  return message.parts
    .filter((part) => kinds.includes(part.kind))
    .map(contentOf)
    .filter((text) => text !== "")
    .join("\n\n");
}

function contentOf(part: Part): string {
  switch (part.kind) {
    case "text":
    case "reasoning":
    case "refusal":
    case "answer":
    case "tool-result":
      return part.text;
    case "image":
      return part.url;
    case "unknown":
      return part.json;
    case "tool-call":
      return "";
  }
}

/** The id of each call and of its result, by "message part": as in the data, else made up from its place. */
function callIds(messages: readonly Message[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { call, result } of pairToolSteps(messages)) {
    const place = call ?? result;
    if (!place) continue;
    const part = messages[place.message]?.parts[place.part];
    const own = part?.kind === "tool-call" || part?.kind === "tool-result" ? part.callId : null;
    const id = own ?? `call_${place.message}_${place.part}`;
    for (const each of [call, result]) if (each) ids.set(`${each.message} ${each.part}`, id);
  }
  return ids;
}
