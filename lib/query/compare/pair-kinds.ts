/**
 * What one record of A is to one of B. "extra": every field that both files have says the same, but one record has a
 * value in a field that the other file lacks; "same" leaves nothing out.
 */
export const PAIR_KINDS = ["same", "extra", "different", "only-a", "only-b"] as const;
export type PairKind = (typeof PAIR_KINDS)[number];
