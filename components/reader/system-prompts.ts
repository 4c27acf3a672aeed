import type { Dataset } from "@/lib/ingest/dataset";
import type { PlacedMessage } from "./name-messages";

/** Rows that had a prompt: the last two that were open, so that going back to one still finds the other. */
type Rows = readonly [row: number, other: number | null];

const known = new WeakMap<Dataset, Map<string, Rows>>();
const KNOWN_MAX = 500;

/** System prompts of this record that another open record had too: index of the message, and the row that had it. */
export function findRepeatedPrompts(
  dataset: Dataset,
  row: number,
  messages: readonly PlacedMessage[],
): ReadonlyMap<number, number> {
  const repeated = new Map<number, number>();
  const prompts = known.get(dataset);
  for (const { message, index } of prompts === undefined ? [] : messages.filter(isPrompt)) {
    const other = prompts?.get(message.text)?.find((seen) => seen !== row);
    if (other !== undefined && other !== null) repeated.set(index, other);
  }
  return repeated;
}

/** Remembers the system prompts of a record that was on the screen. */
export function noteSystemPrompts(dataset: Dataset, row: number, messages: readonly PlacedMessage[]): void {
  const prompts = known.get(dataset) ?? new Map<string, Rows>();
  known.set(dataset, prompts);
  for (const { message } of messages.filter(isPrompt)) {
    const before = prompts.get(message.text);
    // The latest stays: data that never repeats a prompt must not fill the memory.
    prompts.delete(message.text);
    prompts.set(message.text, [row, before?.find((seen) => seen !== row) ?? null]);
    const [oldest] = prompts.keys();
    if (prompts.size > KNOWN_MAX && oldest !== undefined) prompts.delete(oldest);
  }
}

function isPrompt({ message }: PlacedMessage): boolean {
  return (message.role === "system" || message.role === "developer") && message.text.trim() !== "";
}
