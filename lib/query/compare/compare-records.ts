import type { Cell, Engine, EnginePlace } from "@/lib/engine";
import { arePending, type Column, OWN_COLUMNS, presenceColumn } from "@/lib/schema";
import { PAIR_KINDS, type PairKind } from "@/lib/view";
import { fetchRows } from "../fetch-page";
import type { Scope } from "../model";
import { quoteIdentifier, quoteText } from "../quote";
import { sourceSql, textsJoinSql } from "../source-sql";
import { conditionSql } from "../where-sql";
import { fieldDifferenceSql, type SharedColumn } from "./field-difference";
import { CONVERSATION, listedPairsSql, type PairList } from "./listed-pairs";
import { type Side, tableAt, textsTableAt } from "./side";

/** How the records of two sides were brought together, and what came of it. */
export interface RecordComparison {
  /** Column whose values pair records; null when equal conversations do. */
  key: string | null;
  /** Records by kind; a pair counts once. */
  counts: Readonly<Record<PairKind, number>>;
  /** Pairs by the fields in which they are not the same; a pair counts for each. The conversation (null) stands first. */
  differences: readonly FieldPairs[];
  /** Fields that the other side lacks. */
  onlyIn: { a: readonly string[]; b: readonly string[] };
  /** Ids that only one side has, and its records that repeat an id of the other; null without a key. */
  ids: Readonly<Record<"only-a" | "only-b", LoneIds>> | null;
  /**
   * Pairs whose records must be read to tell, since a long field begins alike or the index keeps another form of it:
   * until they are settled, those of them that do not differ elsewhere count as the same. See `fetchOpenPairs`.
   */
  openPairs: number;
  /** Fields for which records are read. */
  readFields: readonly string[];
}

export interface FieldPairs {
  kind: PairKind;
  field: string | null;
  pairs: number;
}

export interface LoneIds {
  /** Distinct ids that the other side does not have. */
  distinct: number;
  /** Records whose id the other side has as well. */
  repeats: number;
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
  /** Fields that are not the same; null stands for the conversation. */
  fields: readonly (string | null)[];
  /** `_row` of the other side's first record of its id, for a record that stands alone though there is one; else null. */
  repeats: number | null;
}

const ROW = OWN_COLUMNS.row;
const HASH = OWN_COLUMNS.hash;
const KINDS = PAIR_KINDS.map((kind, code) => [kind, code] as const);

/**
 * Pairs the records in view of A with those of B and says which differ. Every record is part of one pair at most:
 * records of equal key and equal conversation first, then records of equal key in their order; ids that come twice thus
 * count as often as they come. Without a key, equal conversations are pairs. Where reading was stopped, what a row does
 * not have yet differs in nothing; without a key, rows without their conversation are left out. Written to tables
 * of A's place, from which `fetchPairs` reads; one comparison at a time.
 */
export async function compareRecords(
  a: Side,
  b: Side,
  key: string | null,
  signal?: AbortSignal,
): Promise<RecordComparison> {
  const fields = fieldsOf(a, b, key);
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
  await a.engine.execute([...pairSql(a), ...differenceSql(a, b, fields)].join("; "));
  const counted = await countPairs(a.engine, signal);
  const onlyIn = { a: fields.onlyA.map(({ name }) => name), b: fields.onlyB.map(({ name }) => name) };
  const ids = key === null ? null : await countIds(a, b, key, signal);
  return { key, ...counted, onlyIn, ids, readFields: await fieldsToRead(a.engine, signal) };
}

/** Pairs [start, end) of a list, in the order of A, then of B. */
export async function fetchPairs(
  a: Side,
  b: Side,
  request: PairList & { key: string | null; start: number; end: number },
  signal?: AbortSignal,
): Promise<RecordPair[]> {
  const { kind, key, start, end } = request;
  // The order table has no gaps in its row ids, but a kind is spread over it: the page is cut first, then joined.
  const page = `SELECT a, b, fields, repeats ${listedPairsSql(request)} ORDER BY a NULLS LAST, b LIMIT ${end - start} OFFSET ${start}`;
  const [ofA, ofB] = [
    { of: a, column: "a" },
    { of: b, column: "b" },
  ];
  const [side, other] = kind === "only-b" ? [ofB, ofA] : [ofA, ofB];
  const keyOf = (row: string) => (key === null ? "NULL" : `CAST(${row}.${quoteIdentifier(key)} AS VARCHAR)`);
  const listed = `SELECT p.*, ${keyOf("r")} AS key FROM (${page}) p JOIN ${tableAt(side.of.place, "rows")} r ON r.${ROW} = p.${side.column}`;
  const firsts = `SELECT ${keyOf("o")} AS key, min(q.${other.column}) AS row
    FROM compare_pairs q JOIN ${tableAt(other.of.place, "rows")} o ON o.${ROW} = q.${other.column}
    WHERE ${keyOf("o")} IN (SELECT key FROM listed WHERE repeats) GROUP BY ALL`;
  const result = await a.engine.query(
    `WITH listed AS MATERIALIZED (${listed})
     SELECT l.a AS a, l.b AS b, l.fields AS fields, l.key AS key, CASE WHEN l.repeats THEN f.row END AS repeats
     FROM listed l LEFT JOIN (${firsts}) f ON f.key = l.key ORDER BY l.a NULLS LAST, l.b`,
    signal,
  );
  const prompts = await promptsOf(side.of, result.column(side.column).map(Number), signal);
  return Array.from({ length: result.rowCount }, (_, at): RecordPair => {
    const fields = result.get(at, "fields");
    return {
      kind,
      a: numberOrNull(result.get(at, "a")),
      b: numberOrNull(result.get(at, "b")),
      key: textOrNull(result.get(at, "key")),
      prompt: textOrNull(prompts[at] ?? null),
      fields: Array.isArray(fields)
        ? fields.map((name) => (name === CONVERSATION ? null : String(name)))
        : [],
      repeats: numberOrNull(result.get(at, "repeats")),
    };
  });
}

/** Beginnings of the prompts of rows. */
async function promptsOf(
  { engine, scope }: Side,
  rows: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly Cell[]> {
  if (rows.length === 0) return [];
  const { prompt } = OWN_COLUMNS;
  return (await fetchRows(engine, scope, [prompt], rows, signal)).column(prompt);
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
    FROM ${sourceSql(side.scope.columns.filter(({ name }) => name === key))} ${whereOf(side, key)}`;
}

/** Rows in view that can be paired. */
function whereOf({ scope }: Side, key: string | null): string {
  const unread = key === null ? unreadSql(scope, ROW, HASH) : null;
  const conditions = [conditionSql(scope), unread && `NOT (${unread})`].filter((sql) => sql !== null);
  return conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
}

/** That reading was stopped before it came to a column of a row; null where every row has it. */
function unreadSql({ pending }: Scope, row: string, column: string): string | null {
  return arePending(pending, [column]) && pending ? `${row} >= ${pending.rowEnd}` : null;
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
      SELECT l.row AS a, r.row AS b, false AS is_other, false AS repeats FROM ${left} l JOIN ${right} r ON ${equal}
      UNION ALL
      SELECT l.row AS a, r.row AS b, true AS is_other,
        coalesce(CASE WHEN r.row IS NULL THEN l.key IN (SELECT key FROM ${right} WHERE key IS NOT NULL)
          WHEN l.row IS NULL THEN r.key IN (SELECT key FROM ${left} WHERE key IS NOT NULL) END, false) AS repeats FROM compare_rest_a l FULL JOIN compare_rest_b r ON l.key = r.key AND l.place = r.place`,
    "DROP TABLE compare_rest_a",
    "DROP TABLE compare_rest_b",
    `DROP TABLE ${left}`,
    `DROP TABLE ${right}`,
  ];
}

/** Gives every pair its kind and the fields in which it is not the same. */
function differenceSql(a: Side, b: Side, { shared, onlyA, onlyB }: ComparedFields): string[] {
  const pairs = tableAt(a.place, "compare_pairs");
  const code = (kind: PairKind) => PAIR_KINDS.indexOf(kind);
  /** A condition on what both rows have read of a field. */
  const whereRead = (condition: string, left: string, right: string) => {
    const unread = [unreadSql(a.scope, `x.${ROW}`, left), unreadSql(b.scope, `y.${ROW}`, right)];
    const known = unread.flatMap((sql) => (sql === null ? [] : [`NOT coalesce(${sql}, false)`]));
    return known.length === 0 || condition === "false"
      ? condition
      : `(${[...known, condition].join(" AND ")})`;
  };
  const compared = shared.map((column) => {
    const { differs, isOpen } = fieldDifferenceSql(column);
    const names = [column.left.name, column.right.name] as const;
    return {
      name: quoteText(column.left.name),
      differs: whereRead(differs, ...names),
      isOpen: whereRead(isOpen, ...names),
    };
  });
  const named = (cases: readonly string[]) =>
    cases.length === 0
      ? "[]::VARCHAR[]"
      : `list_filter([${cases.join(", ")}], lambda name: name IS NOT NULL)`;
  const differing = named([
    `CASE WHEN ${whereRead("p.is_other", HASH, HASH)} THEN ${quoteText(CONVERSATION)} END`,
    ...compared.map(({ name, differs }) => `CASE WHEN ${differs} THEN ${name} END`),
  ]);
  const hasValue = (row: string) => (column: Column) =>
    `CASE WHEN ${row}.${quoteIdentifier(column.isBeside ? presenceColumn(column.name) : column.name)} IS NOT NULL THEN ${quoteText(column.name)} END`;
  const extra = named([...onlyA.map(hasValue("x")), ...onlyB.map(hasValue("y"))]);
  const open = named(
    compared.flatMap(({ name, isOpen }) =>
      isOpen === "false" ? [] : [`CASE WHEN ${isOpen} THEN ${name} END`],
    ),
  );
  // A record is the same as itself.
  const isItself = a.place === b.place ? "p.a = p.b" : "false";
  const lefts = sourceAt(
    a.place,
    shared.map(({ left }) => left),
  );
  const rights = sourceAt(
    b.place,
    shared.map(({ right }) => right),
  );
  const joined = `${pairs} p LEFT JOIN ${lefts} x ON x.${ROW} = p.a LEFT JOIN ${rights} y ON y.${ROW} = p.b`;
  const isAlone = "a IS NULL OR b IS NULL";
  return [
    `CREATE OR REPLACE TABLE ${tableAt(a.place, "compare_kinds")} AS
      SELECT a, b, repeats, CASE WHEN b IS NULL THEN ${code("only-a")} WHEN a IS NULL THEN ${code("only-b")}
        WHEN len(differing) > 0 THEN ${code("different")} WHEN len(extra) > 0 THEN ${code("extra")}
        ELSE ${code("same")} END::UTINYINT AS kind,
        CASE WHEN ${isAlone} THEN []::VARCHAR[] ELSE list_concat(differing, extra) END AS fields,
        CASE WHEN ${isAlone} THEN []::VARCHAR[] ELSE open END AS open
      FROM (SELECT p.a, p.b, p.repeats, ${differing} AS differing, ${extra} AS extra,
        CASE WHEN ${isItself} THEN []::VARCHAR[] ELSE ${open} END AS open FROM ${joined})`,
    `DROP TABLE ${pairs}`,
    `ALTER TABLE ${tableAt(a.place, "compare_kinds")} RENAME TO compare_pairs`,
  ];
}

/** The rows of a place, with the texts of those of the columns that lie beside. */
function sourceAt(place: EnginePlace, columns: readonly Column[]): string {
  const rows = tableAt(place, "rows");
  const beside = columns.flatMap(({ name, isBeside }) => (isBeside ? [name] : []));
  if (beside.length === 0) return rows;
  const texts = beside.map((name, at) => `t${at}.${quoteIdentifier(name)}`);
  const joins = textsJoinSql(beside, "r", (name) => textsTableAt(place, name));
  return `(SELECT ${["r.*", ...texts].join(", ")} FROM ${rows} r${joins})`;
}

/** Fields of the data, by whether both sides have them. */
interface ComparedFields {
  shared: readonly SharedColumn[];
  onlyA: readonly Column[];
  onlyB: readonly Column[];
}

function fieldsOf(a: Side, b: Side, key: string | null): ComparedFields {
  const [left, right] = [byField(a), byField(b)];
  const shared = [...left].flatMap(([field, column]) => {
    const other = right.get(field);
    // Keys of a pair are written alike; only where they are of two types may they differ.
    const isKey = column.name === key && column.type === other?.type;
    return other === undefined || isKey ? [] : [{ left: column, right: other }];
  });
  return {
    shared,
    onlyA: [...left].flatMap(([field, column]) => (right.has(field) ? [] : [column])),
    onlyB: [...right].flatMap(([field, column]) => (left.has(field) ? [] : [column])),
  };
}

/** Columns by their fields; a record that is no object is a field of its own, without a name. */
function byField({ scope }: Side): Map<string, Column> {
  return new Map(
    scope.columns.flatMap((column) => {
      const field = column.name === OWN_COLUMNS.value ? "" : column.field;
      return field === null ? [] : [[field, column]];
    }),
  );
}

/** What the table of pairs holds now: some of them may have been settled since it was made. */
export async function countPairs(
  engine: Engine,
  signal?: AbortSignal,
): Promise<Pick<RecordComparison, "counts" | "differences" | "openPairs">> {
  const byKind = await engine.query("SELECT kind, count(*) AS n FROM compare_pairs GROUP BY kind", signal);
  const found = new Map(byKind.column("kind").map((kind, at) => [Number(kind), Number(byKind.get(at, "n"))]));
  const counts = Object.fromEntries(KINDS.map(([kind, code]) => [kind, found.get(code) ?? 0]));
  const ofFields = await engine.query(
    `SELECT kind, field, count(*) AS n FROM (SELECT kind, unnest(fields) AS field FROM compare_pairs) GROUP BY kind, field ORDER BY field <> ${quoteText(CONVERSATION)}, n DESC, field`,
    signal,
  );
  const differences = ofFields.column("field").map((field, at) => ({
    kind: PAIR_KINDS[Number(ofFields.get(at, "kind"))] ?? "different",
    field: field === CONVERSATION ? null : String(field),
    pairs: Number(ofFields.get(at, "n")),
  }));
  const open = await engine.query("SELECT count(*) AS n FROM compare_pairs WHERE len(open) > 0", signal);
  return {
    counts: counts as Record<PairKind, number>,
    differences,
    openPairs: Number(open.get(0, "n")),
  };
}

/** Fields for which the records of some pair are read. */
async function fieldsToRead(engine: Engine, signal?: AbortSignal): Promise<string[]> {
  const found = await engine.query(
    "SELECT field, count(*) AS n FROM (SELECT unnest(open) AS field FROM compare_pairs) GROUP BY field ORDER BY n DESC, field",
    signal,
  );
  return found.column("field").map(String);
}

/** Of the records that stand alone: how many ids they bring, and how many repeat one of the other side. */
async function countIds(
  a: Side,
  b: Side,
  key: string,
  signal?: AbortSignal,
): Promise<Record<"only-a" | "only-b", LoneIds>> {
  const countOn = async (side: Side, kind: "only-a" | "only-b", row: "a" | "b"): Promise<LoneIds> => {
    const found = await a.engine.query(
      `SELECT count(DISTINCT r.${quoteIdentifier(key)}) FILTER (NOT p.repeats) AS fresh, count(*) FILTER (p.repeats) AS repeats
       FROM compare_pairs p JOIN ${tableAt(side.place, "rows")} r ON r.${ROW} = p.${row} WHERE p.kind = ${PAIR_KINDS.indexOf(kind)}`,
      signal,
    );
    return { distinct: Number(found.get(0, "fresh")), repeats: Number(found.get(0, "repeats")) };
  };
  return { "only-a": await countOn(a, "only-a", "a"), "only-b": await countOn(b, "only-b", "b") };
}

function numberOrNull(cell: unknown): number | null {
  return cell === null ? null : Number(cell);
}

function textOrNull(cell: unknown): string | null {
  return cell === null ? null : String(cell);
}
