/** What one record of A is to one of B. */
export const PAIR_KINDS = ["same", "different", "only-a", "only-b"] as const;
export type PairKind = (typeof PAIR_KINDS)[number];
