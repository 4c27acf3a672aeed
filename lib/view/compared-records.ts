import type { ComparedRecords, SideRow, ViewState } from "./model";
import { parseCount } from "./source-codec";

/** As in a link: `a12-b15`, or `b15` for one alone; rows count from 1. */
export function serializeRecords(records: ComparedRecords): string {
  return records.map(({ side, row }) => `${side}${row + 1}`).join("-");
}

/** null for what names no records. */
export function parseRecords(words: string): ComparedRecords | null {
  const [first, second, ...more] = words.split("-").map(parseSideRow);
  if (!first || second === null || more.length > 0) return null;
  return second === undefined ? [first] : [first, second];
}

function parseSideRow(words: string): SideRow | null {
  const side = words[0];
  const count = parseCount(words.slice(1));
  return (side === "a" || side === "b") && count !== undefined && count > 0 ? { side, row: count - 1 } : null;
}

/** The records whose difference is on the screen: those of B need something to be B. */
export function shownRecords({ tab, compare, records }: ViewState): ComparedRecords | null {
  if (tab !== "compare" || records === null) return null;
  return compare === null && records.some(({ side }) => side === "b") ? null : records;
}
