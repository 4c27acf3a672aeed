import { type Engine, EngineError, type QueryResult } from "@/lib/engine";
import { type CodedRows, codedRows, dropCodedRows } from "./coded-rows";
import { countCoded, type Group, isHeld, type PartLine } from "./count-coded";
import type { Scope } from "./model";
import { nextTurn } from "./next-turn";
import { quoteIdentifier } from "./quote";
import { conditionSql } from "./where-sql";

/** One of several counts of the same rows. They are grouped by the keys first; what is equal is done once. */
export interface Part {
  /** Columns of `rows` that the keys are made of. */
  columns: readonly string[];
  /** SQL of the keys, `k0`, `k1` and so on. */
  keys: readonly string[];
  /** SELECT of `a`, `b` (text or null), `v` (double or null) and `n` (BIGINT) from a table of the keys and their rows `n`. */
  sql: (groups: string) => string;
  /** The same lines, of groups that were counted in codes; some of them may have the same `a` and `b`. */
  fold: (groups: readonly Group[]) => PartLine[];
}

export interface PartCounts {
  a: readonly (string | null)[];
  b: readonly (string | null)[];
  v: readonly (number | null)[];
  n: readonly number[];
  /** Rows that were counted, and rows of the dataset. */
  rows: number;
  rowsTotal: number;
}

/** Conditions whose counts are kept, for facets beside charts and for a step back. */
const KEPT_CONDITIONS = 24;

interface Question {
  part: Part | null;
  resolve: (counts: PartCounts) => void;
  reject: (cause: unknown) => void;
}

/** Questions that wait to be asked in one statement. */
interface Batch {
  engine: Engine;
  /** The rows that are counted. */
  scope: Scope;
  except: string | readonly string[];
  questions: Map<string, Question>;
  /** Those who still want an answer. */
  waiting: number;
  abort: AbortController;
}

interface Asked {
  batch: Batch;
  counts: Promise<PartCounts>;
}

/** What is counted, or has been, of the rows that one condition keeps. */
interface Shelf {
  open: Batch | null;
  asked: Map<string, Asked>;
}

const shelves = new WeakMap<Engine, { revision: number; byCondition: Map<string, Shelf> }>();

/**
 * Counts the rows in view, without the filters on `except`; with no part, only how many there are. All that is asked
 * of the same rows at about the same time becomes one statement, which reads those rows once; what was counted in this
 * revision of the data is not counted again. Rejects with an AbortError when `signal` fires first.
 */
export function countTogether(
  engine: Engine,
  scope: Scope,
  part: Part | null,
  options: { except?: string | readonly string[]; signal?: AbortSignal | undefined } = {},
): Promise<PartCounts> {
  const { except = [], signal } = options;
  const condition = conditionSql(scope, { except });
  const shelf = shelfOf(engine, scope, condition ?? "");
  const key = part === null ? "" : `${part.keys.join()} ${part.sql("groups")}`;
  const known = shelf.asked.get(key);
  const asked = known !== undefined && !known.batch.abort.signal.aborted ? known : ask();
  return awaited(asked, signal);

  function ask(): Asked {
    // One whose askers have all left within this turn will not be sent.
    const isOpen = shelf.open !== null && !shelf.open.abort.signal.aborted;
    const batch = isOpen ? (shelf.open as Batch) : openBatch(engine, shelf, scope, except);
    // One of them is in a hurry, so all are.
    if (engine.urgent() === engine) batch.engine = engine;
    const counts = new Promise<PartCounts>((resolve, reject) => {
      batch.questions.set(key, { part, resolve, reject });
    });
    const entry = { batch, counts };
    shelf.asked.set(key, entry);
    counts.catch(() => {
      if (shelf.asked.get(key) === entry) shelf.asked.delete(key);
    });
    return entry;
  }
}

function shelfOf(engine: Engine, scope: Scope, condition: string): Shelf {
  const shelf: Shelf = { open: null, asked: new Map() };
  if (scope.revision === undefined) return shelf;
  // Charts are in more of a hurry than facets, and count the same rows.
  const place = engine.urgent();
  let entry = shelves.get(place);
  if (entry === undefined || entry.revision !== scope.revision) {
    entry = { revision: scope.revision, byCondition: new Map() };
    shelves.set(place, entry);
  }
  const { byCondition } = entry;
  const known = byCondition.get(condition) ?? shelf;
  byCondition.delete(condition);
  byCondition.set(condition, known);
  for (const old of byCondition.keys()) {
    if (byCondition.size <= KEPT_CONDITIONS) break;
    // The counts of all rows are part of every answer.
    if (old !== "") byCondition.delete(old);
  }
  return known;
}

function openBatch(engine: Engine, shelf: Shelf, scope: Scope, except: string | readonly string[]): Batch {
  const abort = new AbortController();
  const batch: Batch = { engine, scope, except, questions: new Map(), waiting: 0, abort };
  shelf.open = batch;
  // A turn later, so that all that the same change of the view leads to is there.
  nextTurn(() => {
    if (shelf.open === batch) shelf.open = null;
    void send(batch);
  });
  return batch;
}

function awaited({ batch, counts }: Asked, signal: AbortSignal | undefined): Promise<PartCounts> {
  batch.waiting++;
  if (signal === undefined) return counts;
  return new Promise((resolve, reject) => {
    const leave = () => {
      batch.waiting--;
      if (batch.waiting === 0) batch.abort.abort();
      reject(signal.reason);
    };
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener("abort", leave, { once: true });
    counts.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

async function send(batch: Batch): Promise<void> {
  // In an order of their own, whoever asked first: the same questions are the same text.
  const questions = [...batch.questions].sort(([x], [y]) => (x < y ? 1 : -1)).map(([, question]) => question);
  try {
    batch.abort.signal.throwIfAborted();
    await answer(batch, questions);
  } catch (cause) {
    const isAlone = questions.length === 1 || batch.abort.signal.aborted;
    for (const question of questions) {
      // What cannot be counted must not take the others with it.
      const retry = isAlone ? Promise.reject(cause) : answer(batch, [question]);
      retry.catch(question.reject);
    }
  }
}

async function answer(batch: Batch, questions: readonly Question[]): Promise<void> {
  // Not looked up before it is asked: coded rows are replaced by others.
  const coded = codedRows(batch.engine, batch.scope);
  const inCodes = questions.filter(({ part }) => coded !== null && isHeld(coded, part));
  const asTheyAre = questions.filter((question) => !inCodes.includes(question));
  await Promise.all([answerInCodes(batch, inCodes, coded), answerAsTheyAre(batch, asTheyAre)]);
}

async function answerInCodes(
  batch: Batch,
  questions: readonly Question[],
  coded: CodedRows | null,
): Promise<void> {
  if (questions.length === 0 || coded === null) return;
  const { engine, scope, except, abort } = batch;
  const parts = questions.map(({ part }) => part);
  let counts: PartCounts[];
  try {
    counts = await countCoded(engine, coded, scope, { parts, except, signal: abort.signal });
  } catch (cause) {
    if (abort.signal.aborted || cause instanceof EngineError) throw cause;
    // The codes are gone, the rows are not.
    await dropCodedRows(engine, coded);
    return answerAsTheyAre(batch, questions);
  }
  for (const [place, count] of counts.entries()) questions[place]?.resolve(count);
}

async function answerAsTheyAre(batch: Batch, questions: readonly Question[]): Promise<void> {
  if (questions.length === 0) return;
  const { engine, scope, except, abort } = batch;
  const parts = questions.map(({ part }) => part);
  const statement = statementOf(parts, conditionSql(scope, { except }));
  const counts = splitResult(await engine.query(statement, abort.signal), parts.length);
  for (const [place, count] of counts.entries()) questions[place]?.resolve(count);
}

function statementOf(parts: readonly (Part | null)[], condition: string | null): string {
  const columns = [...new Set(parts.flatMap((part) => part?.columns ?? []))].map(quoteIdentifier);
  const where = condition === null ? "" : `WHERE ${condition}`;
  // Rows that a condition keeps are looked for once and laid aside; without one there is nothing to look for.
  const isLaidAside = condition !== null && columns.length > 0;
  const kept = `SELECT ${columns.length === 0 ? "1 AS one" : columns.join(", ")} FROM rows ${where}`;
  const tables = [`kept AS ${isLaidAside ? "MATERIALIZED" : "NOT MATERIALIZED"} (${kept})`];
  const groups = new Map<string, { name: string; keys: readonly string[]; users: number }>();
  const counts = parts.map((part, place) => {
    if (part === null) return null;
    const id = part.keys.join();
    const group = groups.get(id) ?? { name: `groups_${groups.size}`, keys: part.keys, users: 0 };
    groups.set(id, group);
    group.users++;
    return `SELECT ${place}, a, b, v, n FROM (${part.sql(group.name)})`;
  });
  for (const { name, keys, users } of groups.values()) {
    const named = keys.map((key, place) => `${key} AS k${place}`);
    const places = keys.map((_, place) => String(place + 1));
    tables.push(
      `${name} AS ${users > 1 ? "MATERIALIZED" : "NOT MATERIALIZED"} (SELECT ${named.join(", ")}, count(*) AS n FROM kept GROUP BY ${places.join(", ")})`,
    );
  }
  const all = [
    "SELECT -2 AS part, NULL::VARCHAR AS a, NULL::VARCHAR AS b, NULL::DOUBLE AS v, count(*) AS n FROM rows",
    condition === null ? null : "SELECT -1, NULL, NULL, NULL, count(*) FROM kept",
    ...counts,
  ];
  return `WITH ${tables.join(", ")} ${all.filter((select) => select !== null).join(" UNION ALL ")}`;
}

function splitResult(result: QueryResult, count: number): PartCounts[] {
  const parts = result.column("part").map(Number);
  const counts = result.column("n").map(Number);
  const [a, b, v] = ["a", "b", "v"].map((name) => result.column(name));
  const rowsTotal = counts[parts.indexOf(-2)] ?? 0;
  const rows = counts[parts.indexOf(-1)] ?? rowsTotal;
  const answers = Array.from({ length: count }, () => ({
    a: [] as (string | null)[],
    b: [] as (string | null)[],
    v: [] as (number | null)[],
    n: [] as number[],
    rows,
    rowsTotal,
  }));
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  for (const [at, part] of parts.entries()) {
    const answer = answers[part];
    if (answer === undefined) continue;
    answer.a.push(text(a?.[at]));
    answer.b.push(text(b?.[at]));
    const value = v?.[at] ?? null;
    answer.v.push(value === null ? null : Number(value));
    answer.n.push(counts[at] ?? 0);
  }
  return answers;
}
