import { withoutLabel } from "@/lib/conversation";
import { countWords, isWithinRange, type LengthRange, rulerRange } from "@/lib/schema";
import { messageText, type PlacedConversation, type PlacedMessage } from "./name-messages";

/** An assistant message against its length label. */
export interface LabelMeasure {
  placed: PlacedMessage;
  label: string | null;
  /** What the label is about: the message without the label that it may open with. */
  content: string;
  words: number;
  /** Words that RULER allows; null without a label, and where RULER has no range for it. */
  range: LengthRange | null;
  isWithin: boolean | null;
}

/** Assistant messages of a record against their labels; none where no message has one. */
export function measureLabels(placed: PlacedConversation): readonly LabelMeasure[] {
  const all = [placed.messages, ...placed.variants.map((variant) => variant.messages)].flat();
  const assistant = all.filter(({ message }) => message.role === "assistant");
  if (assistant.every(({ message }) => message.label === null)) return [];
  return assistant.map((entry) => {
    const { label } = entry.message;
    const content = withoutLabel(messageText(entry.message));
    const words = countWords(content);
    const range = label === null ? null : rulerRange(label);
    return { placed: entry, label, content, words, range, isWithin: range && isWithinRange(range, words) };
  });
}

/** How far a length lies outside of a range: "4 short", "12 over"; "within" when it does not. */
export function distanceText(range: LengthRange, words: number): string {
  if (isWithinRange(range, words)) return "within";
  return words > range.upTo
    ? `${(words - range.upTo).toLocaleString("en")} over`
    : `${(range.over + 1 - words).toLocaleString("en")} short`;
}
