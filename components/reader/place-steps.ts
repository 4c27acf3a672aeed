import { type PartPlace, pairToolSteps } from "@/lib/conversation";
import type { Message, Part } from "@/lib/conversation/model";

export type ToolCall = Extract<Part, { kind: "tool-call" }>;
export type ToolResult = Extract<Part, { kind: "tool-result" }>;

/** A part with the index of its message in the record, and its place in the message. */
export interface PlacedPart<P extends Part> {
  message: number;
  part: number;
  value: P;
}

/** One use of a tool as it is shown. */
export interface PlacedStep {
  call: PlacedPart<ToolCall> | null;
  /** Null when nothing answered, or when each of several variants did. */
  result: PlacedPart<ToolResult> | null;
  /** The result stands in the block of its call. */
  isJoined: boolean;
  /** A result came, be it in a variant. */
  isAnswered: boolean;
  /** It came in the list of results that stands with another call. */
  isListed: boolean;
}

interface Holder {
  message: Message;
  index: number;
  steps: ReadonlyMap<number, PlacedStep>;
}

/** Fills the `steps` of every message. A call of the shared prompt may be answered in each variant. */
export function placeSteps(
  prompt: readonly Holder[],
  variants: readonly { messages: readonly Holder[] }[],
): void {
  place(prompt, 0);
  for (const { messages } of variants) place([...prompt, ...messages], prompt.length);
}

function place(holders: readonly Holder[], start: number): void {
  const partAt = <P extends Part>(at: PartPlace | null): (PlacedPart<P> & { holder: Holder }) | null => {
    const holder = at === null ? undefined : holders[at.message];
    if (at === null || holder === undefined) return null;
    return { holder, message: holder.index, part: at.part, value: holder.message.parts[at.part] as P };
  };
  const set = (holder: Holder, part: number, step: PlacedStep): void => {
    (holder.steps as Map<number, PlacedStep>).set(part, step);
  };
  for (const pair of pairToolSteps(holders.map(({ message }) => message))) {
    const isCallHere = pair.call !== null && pair.call.message >= start;
    const isResultHere = pair.result !== null && pair.result.message >= start;
    if (!isCallHere && !isResultHere) continue;
    const call = partAt<ToolCall>(pair.call);
    const result = partAt<ToolResult>(pair.result);
    const step = {
      call,
      result,
      isJoined: call !== null && result !== null && isCallHere === isResultHere,
      isAnswered: result !== null || pair.isListed,
      isListed: pair.isListed,
    };
    if (call !== null && isCallHere) set(call.holder, call.part, step);
    // The prompt's call cannot show the results of all variants; they stand where they came.
    else if (call !== null) set(call.holder, call.part, { ...step, result: null, isJoined: false });
    if (result !== null) set(result.holder, result.part, step);
  }
}
