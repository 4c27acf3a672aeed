import { PAIR_KINDS, type PairKind } from "@/lib/view";
import { quoteText } from "../quote";

/** Stands for the conversation in the list of fields that differ: no column has an empty name. */
export const CONVERSATION = "";

/** The pairs of a kind; with `field`, only those that differ in it, null being the conversation. */
export interface PairList {
  kind: PairKind;
  field?: string | null;
}

/** FROM and WHERE of the pairs of a list. */
export function listedPairsSql({ kind, field }: PairList): string {
  const inField =
    field === undefined ? "" : ` AND list_contains(fields, ${quoteText(field ?? CONVERSATION)})`;
  return `FROM compare_pairs WHERE kind = ${PAIR_KINDS.indexOf(kind)}${inField}`;
}
