import type { Engine } from "@/lib/engine";
import { OWN_COLUMNS } from "@/lib/schema";
import { quoteIdentifier, quoteText } from "../quote";
import { whereSql } from "../where-sql";
import { fieldDifferenceSql, isCut, type SharedColumn } from "./field-difference";
import { PAIR_KINDS, type PairKind } from "./pair-kinds";
import { type Side, tableAt } from "./side";

/** How the records of two sides were brought together, and what came of it. */
export interface RecordComparison {
  /** Column whose values pair records; null when equal conversations do. */
  key: string | null;
  /** Records by kind; a pair counts once. */
  counts: Readonly<Record<PairKind, number>>;
  /** Pairs that differ, by field; a pair counts for each field in which it differs. The conversation stands first. */
  differences: readonly { field: string | null; pairs: number }[];
  /**
   * Pairs in which a long field begins alike and whose records must be read to tell: until they are settled, those of
   * them that do not differ elsewhere count as the same. See `fetchOpenPairs`.
   */
  openPairs: number;
  /** Fields of which the index keeps only the beginning. */
  cutFields: readonly string[];
}

/** One pair, or one record that has none. */
export interface RecordPair {
  kind: PairKind;
  /** `_row` of each side; null where there is none. */
  a: number | null;
  b: number | null;
  /** Value of the key column; null without one. */
  key: string | null;
  /** Beginning of the prompt, to know the record by. */
  prompt: string | null;
  /** Fields that differ; null stands for the conversation. */
  fields: readonly (string | null)[];
}

const ROW = OWN_COLUMNS.row;
const HASH = OWN_COLUMNS.hash;
const KINDS = PAIR_KINDS.map((kind, code) => [kind, code] as const);
/** Stands for the conversation in the list of fields that differ: no column has an empty name. */
const CONVERSATION = "";

/**
 * Pairs the records in view of A with those of B and says which differ. Every record is part of one pair at most:
 * records of equal key and equal conversation first, then records of equal key in their order; ids that come twice thus
 * count as often as they come. Without a key, equal conversations are pairs and nothing can differ. Written to tables
 * of A's place, from which `fetchPairs` reads; one comparison at a time.
 */
export async function compareRecords(
  a: Side,
  b: Side,
  key: string | null,
  signal?: AbortSignal,
): Promise<RecordComparison> {
  const shared = key === null ? [] : sharedColumns(a, b, key);
  for (const [side, name] of [
    [a, "compare_a"],
    [b, "compare_b"],
  ] as const) {
    signal?.throwIfAborted();
    // Made by the side's own engine, where the filters find their rows; in A's place, where both are joined.
    await side.engine.execute(`CREATE OR REPLACE TABLE ${tableAt(a.place, name)} AS ${sideSql(side, key)}`);
  }
  signal?.throwIfAborted();
  // Together, so that each does not wait its turn anew behind the charts'.
  await a.engine.execute([...pairSql(a), ...differenceSql(a, b, shared, key === null)].join("; "));
  const counted = await countPairs(a.engine, signal);
  return { key, ...counted, cutFields: shared.filter(isCut).map((column) => column.name) };
}

/** Pairs [start, end) of a kind, in the order of A, then of B; with `field`, only those that differ in it. */
export async function fetchPairs(
  a: Side,
  b: Side,
  request: { kind: PairKind; field?: string | null; key: string | null; start: number; end: number },
  signal?: AbortSignal,
): Promise<RecordPair[]> {
  const { kind, field, key, start, end } = request;
  const code = PAIR_KINDS.indexOf(kind);
  const inField = field === undefined ? "" : `AND list_contains(fields, ${quoteText(field ?? CONVERSATION)})`;
  // The order table has no gaps in its row ids, but a kind is spread over it: the page is cut first, then joined.
  const page = `SELECT a, b, fields FROM compare_pairs WHERE kind = ${code} ${inField} ORDER BY a NULLS LAST, b LIMIT ${end - start} OFFSET ${start}`;
  const side = kind === "only-b" ? { of: b, column: "b" } : { of: a, column: "a" };
  const keySql = key === null ? "NULL" : `CAST(r.${quoteIdentifier(key)} AS VARCHAR)`;
  const result = await a.engine.query(
    `SELECT p.a AS a, p.b AS b, p.fields AS fields, ${keySql} AS key, r.${OWN_COLUMNS.prompt} AS prompt
     FROM (${page}) p JOIN ${tableAt(side.of.place, "rows")} r ON r.${ROW} = p.${side.column} ORDER BY p.a NULLS LAST, p.b`,
    signal,
  );
  return Array.from({ length: result.rowCount }, (_, at): RecordPair => {
    const fields = result.get(at, "fields");
    return {
      kind,
      a: numberOrNull(result.get(at, "a")),
      b: numberOrNull(result.get(at, "b")),
      key: textOrNull(result.get(at, "key")),
      prompt: textOrNull(result.get(at, "prompt")),
      fields: Array.isArray(fields)
        ? fields.map((name) => (name === CONVERSATION ? null : String(name)))
        : [],
    };
  });
}

/** Drops the tables of the last comparison. */
export async function forgetComparison(engine: Engine): Promise<void> {
  for (const table of ["compare_a", "compare_b", "compare_pairs"]) {
    await engine.execute(`DROP TABLE IF EXISTS ${table}`);
  }
}

/** Columns `row`, `key`, `hash` and `place`, the number of the record among those of its key and hash. */
function sideSql(side: Side, key: string | null): string {
  const keySql = key === null ? "NULL::VARCHAR" : `CAST(${quoteIdentifier(key)} AS VARCHAR)`;
  // A record without a conversation has no hash; its other fields tell whether it differs.
  const hash = `coalesce(${HASH}, 0)`;
  return `SELECT ${ROW} AS row, ${keySql} AS key, ${hash} AS hash,
    row_number() OVER (PARTITION BY ${key === null ? "" : `${quoteIdentifier(key)}, `}${hash} ORDER BY ${ROW}) AS place
    FROM rows ${whereSql(side.scope)}`;
}

function pairSql(a: Side): string[] {
  const [left, right, pairs] = ["compare_a", "compare_b", "compare_pairs"].map((name) =>
    tableAt(a.place, name),
  );
  const equal = "l.key IS NOT DISTINCT FROM r.key AND l.hash = r.hash AND l.place = r.place";
  // What is left over is numbered anew within its key, so that the first left of A meets the first left of B.
  const rest = (from: string, other: string) =>
    `SELECT l.row, l.key, row_number() OVER (PARTITION BY l.key ORDER BY l.row) AS place FROM ${from} l ANTI JOIN ${other} r ON ${equal}`;
  return [
    `CREATE OR REPLACE TEMP TABLE compare_rest_a AS ${rest(left ?? "", right ?? "")}`,
    `CREATE OR REPLACE TEMP TABLE compare_rest_b AS ${rest(right ?? "", left ?? "")}`,
    // No value of the key pairs nothing: only equal conversations do.
    `CREATE OR REPLACE TABLE ${pairs} AS
      SELECT l.row AS a, r.row AS b, false AS is_other FROM ${left} l JOIN ${right} r ON ${equal}
      UNION ALL
      SELECT l.row AS a, r.row AS b, true AS is_other FROM compare_rest_a l FULL JOIN compare_rest_b r ON l.key = r.key AND l.place = r.place`,
    "DROP TABLE compare_rest_a",
    "DROP TABLE compare_rest_b",
    `DROP TABLE ${left}`,
    `DROP TABLE ${right}`,
  ];
}

/** Gives every pair its kind and the fields in which it differs. */
function differenceSql(a: Side, b: Side, shared: readonly SharedColumn[], isKeyless: boolean): string[] {
  const pairs = tableAt(a.place, "compare_pairs");
  const code = (kind: PairKind) => PAIR_KINDS.indexOf(kind);
  const fields = [
    `CASE WHEN p.is_other THEN ${quoteText(CONVERSATION)} END`,
    ...shared.map(
      (column) => `CASE WHEN ${fieldDifferenceSql(column).differs} THEN ${quoteText(column.name)} END`,
    ),
  ];
  const named = (cases: readonly string[]) =>
    isKeyless || cases.length === 0
      ? "[]::VARCHAR[]"
      : `list_filter([${cases.join(", ")}], lambda name: name IS NOT NULL)`;
  const open = shared
    .filter(isCut)
    .map((column) => `CASE WHEN ${fieldDifferenceSql(column).isOpen} THEN ${quoteText(column.name)} END`);
  // A record is the same as itself.
  const isItself = a.place === b.place ? "p.a = p.b" : "false";
  const joined = `${pairs} p LEFT JOIN ${tableAt(a.place, "rows")} x ON x.${ROW} = p.a LEFT JOIN ${tableAt(b.place, "rows")} y ON y.${ROW} = p.b`;
  return [
    `CREATE OR REPLACE TABLE ${tableAt(a.place, "compare_kinds")} AS
      SELECT a, b, CASE WHEN b IS NULL THEN ${code("only-a")} WHEN a IS NULL THEN ${code("only-b")}
        WHEN len(fields) = 0 THEN ${code("same")} ELSE ${code("different")} END::UTINYINT AS kind,
        CASE WHEN a IS NULL OR b IS NULL THEN []::VARCHAR[] ELSE fields END AS fields,
        CASE WHEN a IS NULL OR b IS NULL THEN []::VARCHAR[] ELSE open END AS open
      FROM (SELECT p.a, p.b, ${named(fields)} AS fields,
        CASE WHEN ${isItself} THEN []::VARCHAR[] ELSE ${named(open)} END AS open FROM ${joined})`,
    `DROP TABLE ${pairs}`,
    `ALTER TABLE ${tableAt(a.place, "compare_kinds")} RENAME TO compare_pairs`,
  ];
}

/** Fields of the data that both sides have, the key aside. */
function sharedColumns(a: Side, b: Side, key: string): SharedColumn[] {
  return a.scope.columns.flatMap((left) => {
    if (left.field === null || left.name === key) return [];
    const right = b.scope.columns.find((column) => column.name === left.name && column.field === left.field);
    return right === undefined ? [] : [{ name: left.name, left, right }];
  });
}

/** What the table of pairs holds now: some of them may have been settled since it was made. */
export async function countPairs(
  engine: Engine,
  signal?: AbortSignal,
): Promise<Pick<RecordComparison, "counts" | "differences" | "openPairs">> {
  const byKind = await engine.query("SELECT kind, count(*) AS n FROM compare_pairs GROUP BY kind", signal);
  const found = new Map(byKind.column("kind").map((kind, at) => [Number(kind), Number(byKind.get(at, "n"))]));
  const counts = Object.fromEntries(KINDS.map(([kind, code]) => [kind, found.get(code) ?? 0]));
  const byField = await engine.query(
    `SELECT field, count(*) AS n FROM (SELECT unnest(fields) AS field FROM compare_pairs) GROUP BY field ORDER BY field <> ${quoteText(CONVERSATION)}, n DESC, field`,
    signal,
  );
  const differences = byField.column("field").map((field, at) => ({
    field: field === CONVERSATION ? null : String(field),
    pairs: Number(byField.get(at, "n")),
  }));
  const open = await engine.query("SELECT count(*) AS n FROM compare_pairs WHERE len(open) > 0", signal);
  return {
    counts: counts as Record<PairKind, number>,
    differences,
    openPairs: Number(open.get(0, "n")),
  };
}

function numberOrNull(cell: unknown): number | null {
  return cell === null ? null : Number(cell);
}

function textOrNull(cell: unknown): string | null {
  return cell === null ? null : String(cell);
}
