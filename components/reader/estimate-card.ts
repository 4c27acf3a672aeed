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

const PAGE_PX = 700;
const PAGE_CHARACTERS = 1800;

/**
 * Whether a message, all open, takes so much of a printed page that it begins where the one before ends; a shorter one
 * is kept on one page. Results that are shown with their calls count.
 */
export function isLongOnPaper(placed: PlacedMessage): boolean {
  let characters = 0;
  for (const [place, part] of placed.message.parts.entries()) {
    if ("text" in part) characters += part.text.length;
    if (part.kind !== "tool-call") continue;
    const result = placed.steps.get(place)?.result?.value.text ?? "";
    characters += part.argumentsText.length + result.length;
  }
  return characters > PAGE_CHARACTERS || estimateCard(placed) > PAGE_PX;
}
