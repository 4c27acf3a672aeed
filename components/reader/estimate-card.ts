import type { PlacedMessage } from "./name-messages";

const LINE_HEIGHT = 22;
const LINE_CHARACTERS = 84;

/** About how high a text will be, in pixels. */
export function estimateHeight(text: string): number {
  let lines = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const lineEnd = end === -1 ? text.length : end;
    lines += Math.max(1, Math.ceil((lineEnd - at) / LINE_CHARACTERS));
    at = lineEnd + 1;
  }
  return lines * LINE_HEIGHT;
}

const CARD_MIN = 64;
const CARD_MAX = 2600;

/** About how high a message will be: near enough that the scroll bar does not lie much. */
export function estimateCard({ message, steps }: PlacedMessage): number {
  let height = 24;
  for (const [place, part] of message.parts.entries()) {
    if (part.kind === "tool-result" && steps.get(place)?.isJoined) height += 24;
    else if (part.kind === "reasoning") height += 30;
    else if (part.kind === "tool-call") height += 80;
    else if ("text" in part) height += estimateHeight(part.text.slice(0, 12_000)) + 10;
    else height += 60;
  }
  return Math.min(Math.max(height, CARD_MIN), CARD_MAX);
}
