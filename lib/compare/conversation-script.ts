import type { Conversation, Message, Part } from "@/lib/conversation";

/** A conversation as one text, role by role, for comparing it with another; variants follow the prompt. */
export function conversationScript({ messages, variants }: Conversation): string {
  const parts = [
    ...messages.map(messageScript),
    ...variants.flatMap((variant) => [
      `=== ${variant.name}${variant.model === null ? "" : ` (${variant.model})`}`,
      ...variant.messages.map(messageScript),
    ]),
  ];
  return parts.join("\n\n");
}

function messageScript({ role, name, label, parts }: Message): string {
  const heading = [role, name, label].filter((word) => word !== null && word !== "").join(" ");
  return [`[${heading}]`, ...parts.map(partScript)].join("\n");
}

function partScript(part: Part): string {
  switch (part.kind) {
    case "text":
    case "tool-result":
      return part.text;
    case "reasoning":
      return `(reasoning)\n${part.text}`;
    case "refusal":
      return `(refusal)\n${part.text}`;
    case "answer":
      return `(answer)\n${part.text}`;
    case "tool-call":
      return `(call) ${part.name}\n${part.argumentsText}`;
    case "image":
      return `(image) ${part.url}`;
    case "unknown":
      return part.json;
  }
}
