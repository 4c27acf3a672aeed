import { EngineError, type EnginePlace } from "./engine";

/**
 * Texts of the rows of a place that lie beside the database, since they would fill its memory. They are fetched by row;
 * and a statement may name the table of a column's texts, which is then put into the database for it.
 */
export interface TextsBeside {
  /** The texts of rows, by column; null where a row has none. In the order of `rows`. */
  fetch(
    columns: readonly string[],
    rows: readonly number[],
  ): Promise<ReadonlyMap<string, readonly (string | null)[]>>;
  /**
   * Puts the texts of columns into their tables, all rows that can be seen now, and keeps them there until the answer
   * is called. Rejects with EngineError; with the signal's reason when that fires first.
   */
  hold(columns: readonly string[], signal?: AbortSignal): Promise<() => void>;
  /** Brings the tables up to the rows that came since. To be called before those can be seen; never rejects. */
  extend(): Promise<void>;
  /** Drops the tables that nobody holds; whether there was one. */
  free(): Promise<boolean>;
  /** Drops all tables: other rows are shown. Never rejects. */
  close(): Promise<void>;
}

/** One underscore: no table or field of the data has such a name. */
const PREFIX = "_texts of ";

/** Name of the table that has `_row` and the texts of a column under the column's name. */
export function textsTable(column: string): string {
  return `${PREFIX}${column}`;
}

/** Where a statement reads from such a table. Those that make or drop one name it behind other words. */
const READS = /(?:FROM|JOIN)\s+(?:memory\.(\w+)\.)?"_texts of ((?:[^"]|"")*)"/g;

/** Columns whose texts a statement reads, by the place they are of. */
function textsReadBy(sql: string, ownPlace: EnginePlace): Map<EnginePlace, Set<string>> {
  const columns = new Map<EnginePlace, Set<string>>();
  if (!sql.includes(`"${PREFIX}`)) return columns;
  for (const [, named, column = ""] of sql.matchAll(READS)) {
    const place = (named as EnginePlace | undefined) ?? ownPlace;
    const known = columns.get(place) ?? new Set();
    columns.set(place, known.add(column.replaceAll('""', '"')));
  }
  return columns;
}

/**
 * Runs a statement while the tables of texts that it reads are there. Where memory does not suffice, those that no
 * statement reads are given up, and one that stands alone is run once more.
 */
export async function runWithTexts<Result>(
  sql: string,
  ownPlace: EnginePlace,
  textsAt: (place: EnginePlace) => TextsBeside | null,
  signal: AbortSignal | undefined,
  run: () => Promise<Result>,
): Promise<Result> {
  const releases: (() => void)[] = [];
  try {
    for (const [place, columns] of textsReadBy(sql, ownPlace)) {
      const release = await textsAt(place)?.hold([...columns], signal);
      if (release !== undefined) releases.push(release);
    }
    return await run();
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.code !== "out-of-memory") throw cause;
    // Of several statements some may have been run.
    if (sql.includes(";")) throw cause;
    if (!(await textsAt(ownPlace)?.free())) throw cause;
    return await run();
  } finally {
    for (const release of releases) release();
  }
}
