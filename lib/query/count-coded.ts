import type { Engine } from "@/lib/engine";
import { isMarkColumn, OWN_COLUMNS } from "@/lib/schema";
import { columnsOfFilter, type Filter } from "@/lib/view";
import type { CodedKey, CodedRows, GroupKey } from "./coded-rows";
import type { CodeLookup } from "./codes/code-table";
import type { Part, PartCounts } from "./count-together";
import { filterToSql } from "./filter-to-sql";
import type { Scope } from "./model";
import { quoteIdentifier } from "./quote";
import { conditionSql, filtersBut } from "./where-sql";

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

/** Conditions whose codes, or rows, are kept for the next count. */
const KEPT_LOOKUPS = 64;
const KEPT_ROWS = 4;
/** Groups of keys that are kept: two for each of many charts. */
const KEPT_KEYS = 64;

/** Whether all that a part counts is held in codes. */
export function isHeld(coded: CodedRows, part: Part | null): boolean {
  return part === null || part.keys.every((key) => columnOfKey(coded, part, key) !== null);
}

/**
 * Counts as `countTogether` does, on coded rows that hold the parts. The database is asked of values only: which of
 * them a filter lets through, and which group each belongs to; of rows only where a filter is on no coded column.
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
  const filters = filtersBut(scope, except);
  const others = filters.filter((filter) => !isOnCodes(coded, filter));
  const [lookups, rows, keys] = await Promise.all([
    Promise.all(
      filters
        .filter((filter) => isOnCodes(coded, filter))
        .map((filter) => lookupOf(engine, coded, filter.column, filterToSql(filter, scope), signal)),
    ),
    rowsOf(engine, coded, { ...scope, view: { ...scope.view, filters: others } }, signal),
    Promise.all(
      parts.map((part) =>
        Promise.all((part?.keys ?? []).map((key) => keyOf(engine, coded, part as Part, key, signal))),
      ),
    ),
  ]);
  // Parts that fold the same groups another way are counted once.
  const sets = new Map<string, readonly CodedKey[]>();
  for (const [at, part] of parts.entries()) {
    if (part !== null) sets.set(part.keys.join("\n"), keys[at] ?? []);
  }
  const answer = await coded.counter.count({
    ...{ lookups, rows },
    sets: [...sets.values()].map((set) => {
      const [first, second] = set.map(({ column, groups, values }) => ({
        ...{ column, groups, groupCount: values.length },
      }));
      if (first === undefined || set.length > 2) throw new RangeError("a part has one key, or two");
      return second === undefined ? [first] : [first, second];
    }),
  });
  signal.throwIfAborted();
  const ids = [...sets.keys()];
  return parts.map((part, at) => {
    const counted = part === null ? undefined : answer.sets[ids.indexOf(part.keys.join("\n"))];
    const [first, second] = keys[at] ?? [];
    const width = second?.values.length ?? 1;
    const groups = Array.from(counted?.places ?? [], (place, line): Group => {
      const one = first?.values[Math.floor(place / width)] ?? null;
      const n = counted?.counts[line] ?? 0;
      return { keys: second === undefined ? [one] : [one, second.values[place % width] ?? null], n };
    });
    const lines = part?.fold(groups) ?? [];
    return {
      a: lines.map(({ a }) => a),
      b: lines.map(({ b }) => b),
      v: lines.map(({ v }) => v),
      n: lines.map(({ n }) => n),
      rows: answer.rows,
      rowsTotal: coded.rowCount,
    };
  });
}

/** Whether each code of one column is let through, or is not. */
function isOnCodes(coded: CodedRows, filter: Filter): boolean {
  return (
    // Of two columns: neither is looked up alone.
    filter.kind !== "pairs" &&
    !isMarkColumn(filter.column) &&
    columnsOfFilter(filter).every((column) => coded.columns.has(column))
  );
}

async function lookupOf(
  engine: Engine,
  coded: CodedRows,
  column: string,
  condition: string,
  signal: AbortSignal,
): Promise<CodeLookup> {
  const held = coded.columns.get(column);
  const key = `${column} ${condition}`;
  const lets = await kept(coded.lookups, key, KEPT_LOOKUPS, async () => {
    const found = await engine.query(`SELECT _code FROM ${held?.table ?? ""} WHERE ${condition}`, signal);
    const letsThrough = new Uint8Array(held?.values.length ?? 0);
    for (const code of found.column("_code")) letsThrough[Number(code)] = 1;
    return letsThrough;
  });
  return { column, lets };
}

/** Rows that conditions on no coded column keep; null when there are no such conditions. */
async function rowsOf(
  engine: Engine,
  coded: CodedRows,
  scope: Scope,
  signal: AbortSignal,
): Promise<Uint32Array | null> {
  const condition = conditionSql(scope);
  if (condition === null) return null;
  return kept(coded.rows, `${scope.revision} ${condition}`, KEPT_ROWS, async () => {
    const { row } = OWN_COLUMNS;
    const found = await engine.query(`SELECT ${row}::INTEGER AS place FROM rows WHERE ${condition}`, signal);
    return Uint32Array.from(found.column("place") as readonly number[]);
  });
}

/** The groups that a key of a part makes of the codes of its column. */
async function keyOf(
  engine: Engine,
  coded: CodedRows,
  part: Part,
  key: string,
  signal: AbortSignal,
): Promise<CodedKey> {
  const column = columnOfKey(coded, part, key) ?? "";
  const held = coded.columns.get(column);
  if (held === undefined) throw new RangeError(`no codes for ${key}`);
  return kept(coded.keys, key, KEPT_KEYS, async () => {
    if (key === quoteIdentifier(column)) {
      return { column, groups: Uint16Array.from(held.values, (_, code) => code), values: held.values };
    }
    const found = await engine.query(
      `SELECT (${key})::DOUBLE AS k FROM ${held.table} ORDER BY _code`,
      signal,
    );
    const places = new Map<GroupKey, number>();
    const groups = Uint16Array.from(found.column("k"), (value) => {
      const group = value === null ? null : Number(value);
      const place = places.get(group) ?? places.size;
      places.set(group, place);
      return place;
    });
    return { column, groups, values: [...places.keys()] };
  });
}

/** The coded column that a key is made of; null when there is none, or there are several. */
function columnOfKey(coded: CodedRows, part: Part, key: string): string | null {
  const named = part.columns.filter((name) => key.includes(quoteIdentifier(name)));
  const [only, other] = named;
  return only !== undefined && other === undefined && coded.columns.has(only) ? only : null;
}

/** What is known by a key, or is found out now; the oldest beyond `most` are forgotten. */
async function kept<Value>(
  known: Map<string, Value>,
  key: string,
  most: number,
  find: () => Promise<Value>,
): Promise<Value> {
  const old = known.get(key);
  const value = old ?? (await find());
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys()) {
    if (known.size <= most) break;
    known.delete(oldest);
  }
  return value;
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
