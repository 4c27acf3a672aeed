import type { Role } from "@/lib/conversation/model";
import type { PlacedConversation, PlacedMessage } from "./name-messages";

/** A cell of the timeline: one message, or several neighbours where a record has more than can be drawn. */
export interface TimelineCell {
  /** Index of its first message, counted through prompt and variants, and of the one after its last. */
  start: number;
  end: number;
  name: string;
  /** Role of its longest message. */
  role: Role;
  /** Length of its messages in the unit of the timeline; 0 where none is known. */
  size: number;
  /** Tool results that report an error. */
  errors: number;
  hits: number;
  labels: readonly string[];
  /** The first of a variant: a gap stands before it. */
  opensVariant: boolean;
}

/** More cells than this are neither seen nor hit. */
const MAX_CELLS = 2000;

/** Cells of a record. `sizes` and `hits` have a number for each message in order; `errorsOf` counts failed tools. */
export function timelineCells(
  placed: PlacedConversation,
  sizes: readonly (number | null)[],
  hits: readonly number[] | null,
  errorsOf: (message: PlacedMessage) => number,
): readonly TimelineCell[] {
  const groups = [placed.messages, ...placed.variants.map((variant) => variant.messages)];
  const perCell = Math.ceil(placed.total / MAX_CELLS) || 1;
  return groups.flatMap((messages, group) => {
    const cells: TimelineCell[] = [];
    for (let at = 0; at < messages.length; at += perCell) {
      const members = messages.slice(at, at + perCell);
      cells.push(cellOf(members, placed.total, sizes, hits, errorsOf, group > 0 && at === 0));
    }
    return cells;
  });
}

function cellOf(
  members: readonly PlacedMessage[],
  total: number,
  sizes: readonly (number | null)[],
  hits: readonly number[] | null,
  errorsOf: (message: PlacedMessage) => number,
  opensVariant: boolean,
): TimelineCell {
  const sizeOf = ({ index }: PlacedMessage) => sizes[index] ?? 0;
  const first = members[0] as PlacedMessage;
  const longest = members.reduce((best, member) => (sizeOf(member) > sizeOf(best) ? member : best), first);
  const start = first.index;
  const end = start + members.length;
  const sum = (count: (member: PlacedMessage) => number) =>
    members.reduce((whole, member) => whole + count(member), 0);
  return {
    start,
    end,
    name:
      members.length === 1
        ? first.name
        : `messages ${(start + 1).toLocaleString("en")} to ${end.toLocaleString("en")} of ${total.toLocaleString("en")}`,
    role: longest.message.role,
    size: sum(sizeOf),
    errors: sum(errorsOf),
    hits: sum(({ index }) => hits?.[index] ?? 0),
    labels: members.flatMap(({ message }) => (message.label === null ? [] : [message.label])),
    opensVariant,
  };
}
