import { PROBLEMS, type Problem } from "./model";

const lists = new Map<number, readonly Problem[]>();

/** Problems of a conversation that is a plain list of messages; their places are those of their bits. */
export const PLAIN_PROBLEMS = PROBLEMS.slice(0, PROBLEMS.indexOf("replacement character") + 1);

/** Bit of one problem; a set of problems is a bit mask. */
export function flagOf(problem: Problem): number {
  return 1 << PROBLEMS.indexOf(problem);
}

/** Names of the problems in a mask, in the order in which they are listed; the same array for the same mask. */
export function problemsOf(mask: number): readonly Problem[] {
  let list = lists.get(mask);
  if (list === undefined) {
    list = PROBLEMS.filter((_, i) => (mask & (1 << i)) !== 0);
    lists.set(mask, list);
  }
  return list;
}
