import type { Message, Part } from "@/lib/conversation/model";

/** The parts of a message that its text does not hold: structured calls, fields of reasoning, images. */
export function exactParts({ parts, text }: Message): { part: Part; place: number }[] {
  return parts.map((part, place) => ({ part, place })).filter(({ part }) => !isWithin(part, text));
}

function isWithin(part: Part, text: string): boolean {
  switch (part.kind) {
    case "text":
    case "reasoning":
    case "refusal":
    case "answer":
    case "tool-result":
      return text.includes(part.text);
    case "tool-call":
      return part.callId === null && text.includes(part.name) && text.includes(part.argumentsText);
    case "image":
    case "unknown":
      return false;
  }
}
