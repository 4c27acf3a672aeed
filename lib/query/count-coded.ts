import type { Engine } from "@/lib/engine";
import { type CodedRows, type CodedValue, codedConditionSql } from "./coded-rows";
import type { Part, PartCounts } from "./count-together";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";

/** Keys of one statement: each is a bit of a double that names a set of them. */
export const MOST_KEYS = 50;

/** A value or a list of a part's column, or a number. */
type GroupKey = CodedValue | number;

/** Rows with the same keys. */
export interface Group {
  keys: readonly GroupKey[];
  n: number;
}

export interface PartLine {
  a: string | null;
  b: string | null;
  v: number | null;
  n: number;
}

/**
 * Counts as `countTogether` does, on coded rows. The statement only groups, which is planned and sent in no time; that
 * the few groups are taken apart here spares the database a plan of many pieces, which takes longer than they do.
 */
export async function countCoded(
  engine: Engine,
  coded: CodedRows,
  scope: Scope,
  {
    parts,
    except,
    signal,
  }: {
    parts: readonly (Part | null)[];
    except: string | readonly string[];
    signal: AbortSignal;
  },
): Promise<PartCounts[]> {
  const keys = [...new Set(parts.flatMap((part) => part?.keys ?? []))];
  const placesOf = (part: Part | null) => (part?.keys ?? []).map((key) => keys.indexOf(key));
  const ids = parts.map((part) => setId(placesOf(part), keys.length));
  // The first part with an id stands for all: they have the same keys, in some order.
  const sets = new Map([[setId([], keys.length), [] as number[]]]);
  for (const [at, part] of parts.entries()) {
    const id = ids[at] ?? 0;
    if (!sets.has(id)) sets.set(id, [...new Set(placesOf(part))]);
  }
  const result = await engine.query(
    groupingSql(coded, keys, sets, codedConditionSql(coded, scope, except)),
    signal,
  );
  const [partOf, counts, ...found] = ["part", "n", "k0", "k1"].map((name) => result.column(name));
  const rowsOf = new Map<number, number[]>();
  for (const [row, part] of (partOf ?? []).entries()) {
    const rows = rowsOf.get(Number(part));
    if (rows === undefined) rowsOf.set(Number(part), [row]);
    else rows.push(row);
  }
  const countAt = (row: number | undefined) => (row === undefined ? 0 : Number(counts?.[row] ?? 0));
  const texts = keys.map((key) => textsOf(coded, key));
  return parts.map((part, at) => {
    const id = ids[at] ?? 0;
    const set = sets.get(id) ?? [];
    const places = placesOf(part).map((key) => ({
      texts: texts[key] ?? null,
      cells: found[set.indexOf(key)],
    }));
    const groups = (part === null ? [] : (rowsOf.get(id) ?? [])).map((row): Group => {
      const cells = places.map(({ texts: values, cells: column }) => {
        const cell = column?.[row] ?? null;
        return cell === null ? null : values === null ? Number(cell) : (values[Number(cell)] ?? null);
      });
      return { keys: cells, n: countAt(row) };
    });
    const lines = part?.fold(groups) ?? [];
    return {
      a: lines.map(({ a }) => a),
      b: lines.map(({ b }) => b),
      v: lines.map(({ v }) => v),
      n: lines.map(({ n }) => n),
      rows: countAt(rowsOf.get(setId([], keys.length))?.[0]),
      rowsTotal: coded.rowCount,
    };
  });
}

/** Groups of each set of keys (places among `keys`, two at most): `part` names the set, `k0` and `k1` are its keys. */
function groupingSql(
  coded: CodedRows,
  keys: readonly string[],
  sets: ReadonlyMap<number, readonly number[]>,
  condition: string | null,
): string {
  const where = condition === null ? "" : `WHERE ${condition}`;
  if (keys.length === 0) {
    return `SELECT 0 AS part, NULL AS k0, NULL AS k1, count(*)::INTEGER AS n FROM ${coded.table} ${where}`;
  }
  const names = keys.map((_, place) => `x${place}`);
  const selected = keys.map((key, place) => `${key} AS x${place}`).join(", ");
  const grouping = [...sets.values()].map((places) => `(${places.map((place) => names[place]).join(", ")})`);
  // Few columns, whatever the number of keys: most of a row would be empty, and is decoded all the same.
  const keyAt = (at: number) => {
    const branches = [...sets].flatMap(([id, places]) =>
      places[at] === undefined ? [] : [`WHEN ${id} THEN ${names[places[at]]}`],
    );
    return branches.length === 0 ? "NULL" : `CASE part ${branches.join(" ")} END::DOUBLE`;
  };
  const grouped = `SELECT grouping_id(${names.join(", ")})::DOUBLE AS part, ${names.join(", ")}, count(*)::INTEGER AS n FROM (SELECT ${selected} FROM ${coded.table} ${where}) GROUP BY GROUPING SETS (${grouping.join(", ")})`;
  return `SELECT part, ${keyAt(0)} AS k0, ${keyAt(1)} AS k1, n FROM (${grouped})`;
}

function textsOf(coded: CodedRows, key: string): readonly CodedValue[] | null {
  const held = [...coded.values].find(([name]) => quoteIdentifier(name) === key);
  return held?.[1]?.texts ?? null;
}

/** As the database names a grouping set: a bit for each key, the first one highest, that is set where it is not in it. */
function setId(places: readonly number[], keyCount: number): number {
  return [...new Set(places)].reduce((id, place) => id - 2 ** (keyCount - 1 - place), 2 ** keyCount - 1);
}

/** Sums lines that have the same `a` and `b`. */
export function sumLines(lines: Iterable<Pick<PartLine, "a" | "b" | "n">>): PartLine[] {
  const sums = new Map<string | null, Map<string | null, PartLine>>();
  for (const { a, b, n } of lines) {
    const ofA = sums.get(a) ?? new Map<string | null, PartLine>();
    sums.set(a, ofA);
    const sum = ofA.get(b);
    if (sum === undefined) ofA.set(b, { a, b, v: null, n });
    else sum.n += n;
  }
  return [...sums.values()].flatMap((ofA) => [...ofA.values()]);
}

/** A key that is no list, as text. */
export function textOfKey(key: GroupKey | undefined): string | null {
  return key === undefined || key === null ? null : String(key);
}

/** Items of a key that is a list, but for nulls: each once, or with its repeats. */
export function itemsOfKey(key: GroupKey | undefined, repeated: boolean): string[] {
  if (key === undefined || key === null || typeof key === "string" || typeof key === "number") return [];
  const items = key.filter((item) => item !== null);
  return repeated ? items : [...new Set(items)];
}
