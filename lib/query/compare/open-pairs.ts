import type { Engine } from "@/lib/engine";
import { PAIR_KINDS } from "@/lib/view";
import { quoteText } from "../quote";

/** A pair of rows with the fields that must be read from the records themselves. */
export interface OpenPair {
  /** `_row` of each side. */
  a: number;
  b: number;
  /** Names of columns. */
  fields: readonly string[];
}

/** The next pairs that are not settled, in the order of A; at most `limit`. */
export async function fetchOpenPairs(
  engine: Engine,
  limit: number,
  signal?: AbortSignal,
): Promise<OpenPair[]> {
  const result = await engine.query(
    `SELECT a, b, open FROM compare_pairs WHERE len(open) > 0 ORDER BY a, b LIMIT ${limit}`,
    signal,
  );
  return Array.from({ length: result.rowCount }, (_, at) => {
    const fields = result.get(at, "open");
    return {
      a: Number(result.get(at, "a")),
      b: Number(result.get(at, "b")),
      fields: Array.isArray(fields) ? fields.map(String) : [],
    };
  });
}

/** Writes down in which of their open fields pairs differ; none in `fields` says that they agree in all. */
export async function settlePairs(engine: Engine, settled: readonly OpenPair[]): Promise<void> {
  if (settled.length === 0) return;
  const values = settled.map(
    ({ a, b, fields }) => `(${a}, ${b}, [${fields.map(quoteText).join(", ")}]::VARCHAR[])`,
  );
  await engine.execute(
    `UPDATE compare_pairs SET open = [], fields = list_concat(compare_pairs.fields, s.fields),
      kind = CASE WHEN len(s.fields) > 0 THEN ${PAIR_KINDS.indexOf("different")} ELSE kind END
     FROM (VALUES ${values.join(", ")}) s(a, b, fields)
     WHERE compare_pairs.a = s.a AND compare_pairs.b = s.b AND len(open) > 0`,
  );
}
