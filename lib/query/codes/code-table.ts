/** Which codes of a column a condition lets through. */
export interface CodeLookup {
  column: string;
  /** By code: 1 lets its rows through, 0 does not. */
  lets: Uint8Array;
}

/** What rows are grouped by: codes of a column, or groups of such. */
export interface CodeKey {
  column: string;
  /** By code: its group, from 0. */
  groups: Uint16Array;
  /** Groups that there are. */
  groupCount: number;
}

export interface CodeQuestion {
  /** Rows are counted that each of these lets through. */
  lookups: readonly CodeLookup[];
  /** Rows that other conditions keep, each once; null for all. */
  rows: Uint32Array | null;
  /** Each is counted by its keys, one or two. */
  sets: readonly (readonly [CodeKey] | readonly [CodeKey, CodeKey])[];
}

/** Groups that have rows: `places` are their group, or first group times the number of second ones plus the second. */
export interface CountedSet {
  places: Uint32Array;
  counts: Uint32Array;
}

export interface CodeAnswer {
  /** Rows that were counted. */
  rows: number;
  /** In the order of the question. */
  sets: CountedSet[];
}

/** Up to so many pairs of groups, a place for each is quicker than looking for those that come. */
const MOST_PAIRS = 2 ** 22;

/** Columns of a dataset as codes, row by row: what is counted of them is one walk over small numbers. */
export class CodeTable {
  readonly #rowCount: number;
  readonly #columns = new Map<string, Uint16Array>();
  /** The rows of the last question. */
  readonly #kept: Uint32Array;

  constructor(rowCount: number) {
    this.#rowCount = rowCount;
    this.#kept = new Uint32Array(rowCount);
  }

  /** Takes the codes of rows from `rowStart` on. Rows that were not given have code 0. */
  put(column: string, rowStart: number, codes: Uint16Array): void {
    let all = this.#columns.get(column);
    if (all === undefined) {
      all = new Uint16Array(this.#rowCount);
      this.#columns.set(column, all);
    }
    all.set(codes, rowStart);
  }

  /** Throws RangeError for a column that was not put. */
  count({ lookups, rows, sets }: CodeQuestion): CodeAnswer {
    const kept = this.#keep(lookups, rows);
    return {
      rows: kept?.length ?? this.#rowCount,
      sets: sets.map(([first, second]) =>
        second === undefined ? this.#countOne(first, kept) : this.#countTwo(first, second, kept),
      ),
    };
  }

  #codesOf(column: string): Uint16Array {
    const codes = this.#columns.get(column);
    if (codes === undefined) throw new RangeError(`no codes of ${column}`);
    return codes;
  }

  /** Rows that all conditions keep; null for all. */
  #keep(lookups: readonly CodeLookup[], rows: Uint32Array | null): Uint32Array | null {
    if (lookups.length === 0) return rows;
    const kept = this.#kept;
    let from = rows;
    let count = 0;
    for (const { column, lets } of lookups) {
      const codes = this.#codesOf(column);
      const end = from?.length ?? this.#rowCount;
      count = 0;
      // Written always and counted when let through: a branch that goes either way costs more.
      for (let at = 0; at < end; at++) {
        const row = from === null ? at : (from[at] as number);
        kept[count] = row;
        count += lets[codes[row] as number] as number;
      }
      from = kept.subarray(0, count);
    }
    return kept.subarray(0, count);
  }

  #countOne({ column, groups, groupCount }: CodeKey, kept: Uint32Array | null): CountedSet {
    const codes = this.#codesOf(column);
    const byCode = new Uint32Array(groups.length);
    if (kept === null) for (const code of codes) byCode[code] = (byCode[code] as number) + 1;
    else {
      for (const row of kept) {
        const code = codes[row] as number;
        byCode[code] = (byCode[code] as number) + 1;
      }
    }
    const counts = new Uint32Array(groupCount);
    for (const [code, count] of byCode.entries()) {
      const group = groups[code] as number;
      counts[group] = (counts[group] as number) + count;
    }
    return filledOf(counts);
  }

  #countTwo(first: CodeKey, second: CodeKey, kept: Uint32Array | null): CountedSet {
    const [a, b] = [this.#codesOf(first.column), this.#codesOf(second.column)];
    const width = second.groupCount;
    const end = kept?.length ?? this.#rowCount;
    const placeAt = (at: number) => {
      const row = kept === null ? at : (kept[at] as number);
      return (first.groups[a[row] as number] as number) * width + (second.groups[b[row] as number] as number);
    };
    if (first.groupCount * width <= MOST_PAIRS) {
      const counts = new Uint32Array(first.groupCount * width);
      for (let at = 0; at < end; at++) {
        const place = placeAt(at);
        counts[place] = (counts[place] as number) + 1;
      }
      return filledOf(counts);
    }
    const counts = new Map<number, number>();
    for (let at = 0; at < end; at++) {
      const place = placeAt(at);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    return { places: Uint32Array.from(counts.keys()), counts: Uint32Array.from(counts.values()) };
  }
}

function filledOf(counts: Uint32Array): CountedSet {
  const places: number[] = [];
  // Millions of places at most: an iterator would take longer than the count itself.
  for (let place = 0; place < counts.length; place++) if (counts[place] !== 0) places.push(place);
  return {
    places: Uint32Array.from(places),
    counts: Uint32Array.from(places, (place) => counts[place] as number),
  };
}
