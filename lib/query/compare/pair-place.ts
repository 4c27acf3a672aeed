import type { Engine } from "@/lib/engine";
import { listedPairsSql, type PairList } from "./listed-pairs";

/** Place of a pair among those listed, from 0, by the `_row` that it has in A, or in B where B alone has it; null when it is not listed. */
export async function placeOfPair(
  engine: Engine,
  list: PairList,
  rows: { a: number | null; b: number | null },
  signal?: AbortSignal,
): Promise<number | null> {
  // A record is part of one pair at most; one that stands alone is told by its own row.
  const [own, row, other] =
    list.kind === "only-b" ? (["b", rows.b, "a"] as const) : (["a", rows.a, "b"] as const);
  if (row === null) return null;
  const isAlone = list.kind === "only-a" || list.kind === "only-b";
  const isIt = isAlone
    ? `${own} = ${row}`
    : `${own} = ${row} AND ${other} IS NOT DISTINCT FROM ${rows[other]}`;
  const found = await engine.query(
    `SELECT count(*) FILTER (${own} < ${row}) AS place, count(*) FILTER (${isIt}) AS found ${listedPairsSql(list)}`,
    signal,
  );
  return Number(found.get(0, "found")) === 0 ? null : Number(found.get(0, "place"));
}
