import type { Problem } from "./model";

/** Problems that one record can tell, in the order in which they are listed; a set of them is a bit mask. */
const FLAGGED = [
  "empty message",
  "roles out of order",
  "no assistant message",
  "label count differs",
  "turn count differs",
  "no final answer",
  "answer differs",
  "replacement character",
] as const satisfies readonly Problem[];

type FlaggedProblem = (typeof FLAGGED)[number];

const lists = new Map<number, readonly Problem[]>();

/** Bit of one problem. */
export function flagOf(problem: FlaggedProblem): number {
  return 1 << FLAGGED.indexOf(problem);
}

/** Names of the problems in a mask; the same array for the same mask. */
export function problemsOf(mask: number): readonly Problem[] {
  let list = lists.get(mask);
  if (list === undefined) {
    list = FLAGGED.filter((_, i) => (mask & (1 << i)) !== 0);
    lists.set(mask, list);
  }
  return list;
}
