import type { FindReply, FindRequest } from "./find-protocol";
import type { FindQuery } from "./find-query";
import type { FindUnit } from "./find-units";

/** A match: which text it is in, and where. Positions in UTF-16 units. */
export interface FindMatch {
  unit: FindUnit;
  start: number;
  end: number;
  /** How many matches of the same text come before it. */
  ordinal: number;
}

export type FindOutcome = { ok: true; matches: FindMatches } | { ok: false; reason: string };

const PATIENCE_MS = 3000;
/** Longest stretch of work between two breaths of the page. */
const SLICE_MS = 12;
const TEXTS_PER_PART = 2000;

/** All matches of a query in a record, in the order of the page. */
export class FindMatches {
  readonly #units: readonly FindUnit[];
  readonly #places: Uint32Array;
  /** Matches in all; those beyond `length` are only counted. */
  readonly total: number;
  /** False where there are more than `total`. */
  readonly isWhole: boolean;
  #byKey: Map<string, number> | null = null;

  constructor(units: readonly FindUnit[], places: Uint32Array, total: number, isWhole = true) {
    this.#units = units;
    this.#places = places;
    this.total = total;
    this.isWhole = isWhole;
  }

  get length(): number {
    return this.#places.length / 3;
  }

  at(index: number): FindMatch | null {
    const place = this.#places[3 * index];
    const unit = place === undefined ? undefined : this.#units[place];
    if (unit === undefined) return null;
    return {
      unit,
      start: this.#places[3 * index + 1] ?? 0,
      end: this.#places[3 * index + 2] ?? 0,
      ordinal: index - this.#firstIn(place as number),
    };
  }

  /** The first match in a message or after it; 0 when there is none. */
  firstFrom(message: number): number {
    const place = this.#units.findIndex((unit) => unit.message >= message);
    const index = place === -1 ? this.length : this.#firstIn(place);
    return index < this.length ? index : 0;
  }

  /** Starts of the matches within a stretch of a text. */
  startsIn(key: string, start: number, end: number): number[] {
    const place = this.#placesByKey().get(key);
    const starts: number[] = [];
    if (place === undefined) return starts;
    for (let index = this.#firstIn(place, start); this.#places[3 * index] === place; index++) {
      const at = this.#places[3 * index + 1] ?? 0;
      if (at >= end) break;
      starts.push(at);
    }
    return starts;
  }

  /** Places of the texts that have matches; of a tree that is a small part of its texts. */
  #placesByKey(): ReadonlyMap<string, number> {
    if (this.#byKey !== null) return this.#byKey;
    this.#byKey = new Map();
    let last = -1;
    for (let index = 0; index < this.#places.length; index += 3) {
      const place = this.#places[index] ?? 0;
      const unit = place === last ? undefined : this.#units[place];
      last = place;
      if (unit) this.#byKey.set(unit.key, place);
    }
    return this.#byKey;
  }

  /** Index of the first match in the text at `place` from `start` on, or of the first after it. */
  #firstIn(place: number, start = 0): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this.#places[3 * middle] ?? 0;
      if (at < place || (at === place && (this.#places[3 * middle + 1] ?? 0) < start)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Looks for queries in the texts of one record, in a worker: an expression may take for ever. */
export class FindSession {
  readonly #source: Iterable<FindUnit>;
  #units: readonly FindUnit[] | null = null;
  #starting: Promise<Worker> | null = null;
  #stop = new AbortController();
  #id = 0;

  /** `source` is walked once, in slices, when the first query comes. */
  constructor(source: Iterable<FindUnit>) {
    this.#source = source;
  }

  /** A later query cuts an earlier one off, and so does `close`; that one then never answers. */
  async find(query: FindQuery): Promise<FindOutcome> {
    const id = ++this.#id;
    this.#starting ??= this.#start(this.#stop.signal);
    const worker = await this.#starting;
    return new Promise((resolve) => {
      if (id !== this.#id) return;
      // Words take as long as the text is long; only an expression can take for ever.
      const timer = query.isRegex
        ? setTimeout(() => {
            if (id !== this.#id) return;
            this.close();
            resolve({ ok: false, reason: "This expression takes too long" });
          }, PATIENCE_MS)
        : undefined;
      worker.onmessage = ({ data }: MessageEvent<FindReply>) => {
        if (data.id !== id) return;
        clearTimeout(timer);
        resolve(
          data.ok
            ? { ok: true, matches: new FindMatches(this.#units ?? [], data.places, data.total, data.isWhole) }
            : { ok: false, reason: data.reason },
        );
      };
      worker.onerror = () => {
        clearTimeout(timer);
        this.close();
        resolve({ ok: false, reason: "The search could not be started" });
      };
      worker.postMessage({ kind: "find", id, query } satisfies FindRequest);
    });
  }

  close(): void {
    this.#id++;
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#starting = null;
  }

  /** A worker that has all texts. Never resolves once stopped. */
  async #start(stop: AbortSignal): Promise<Worker> {
    if (this.#units === null) {
      const units: FindUnit[] = [];
      await inSlices(this.#source, (unit) => units.push(unit), stop);
      this.#units = units;
    }
    const worker = new Worker(new URL("./find-worker.ts", import.meta.url), {
      type: "module",
      name: "loupe-find",
    });
    stop.addEventListener("abort", () => worker.terminate());
    let texts: string[] = [];
    const send = (): void => {
      worker.postMessage({ kind: "texts", texts } satisfies FindRequest);
      texts = [];
    };
    await inSlices(
      this.#units,
      (unit) => {
        if (texts.push(unit.text) === TEXTS_PER_PART) send();
      },
      stop,
    );
    send();
    return worker;
  }
}

/** Does `each` for every item, and lets the page breathe in between. Never resolves once stopped. */
async function inSlices<Item>(
  items: Iterable<Item>,
  each: (item: Item) => void,
  stop: AbortSignal,
): Promise<void> {
  let sliceStart = performance.now();
  for (const item of items) {
    each(item);
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (stop.aborted) break;
    sliceStart = performance.now();
  }
  if (stop.aborted) await new Promise(() => {});
}
