import type { EnginePlace } from "@/lib/engine";

/** What fills the tables of a place. */
interface Loading {
  /** Never rejects. */
  load(): Promise<void>;
  /** Stops it at its next chunk. */
  close(): void;
}

interface Turn {
  dataset: Loading;
  /** Settles when the tables are no longer written. */
  loaded: Promise<void>;
}

/** One dataset at a time fills the tables of a place. */
const turns: Partial<Record<EnginePlace, Turn>> = {};

export function isTaken(place: EnginePlace): boolean {
  return turns[place] !== undefined;
}

/** True until another dataset takes the place. */
export function holdsPlace(place: EnginePlace, dataset: Loading): boolean {
  return turns[place]?.dataset === dataset;
}

/**
 * Lets a dataset fill the tables of a place once the one before has stopped, and once those at the places of `after` are
 * loaded. Resolves when it is loaded.
 */
export function takePlace(
  place: EnginePlace,
  dataset: Loading,
  after: readonly EnginePlace[] = [],
): Promise<void> {
  turns[place]?.dataset.close();
  const before = [place, ...after].map((each) => turns[each]?.loaded);
  const loaded = Promise.all(before).then(() => dataset.load());
  turns[place] = { dataset, loaded };
  return loaded;
}

/** Lets whoever takes the place next wait for `work` as well. */
export function alsoAwait(place: EnginePlace, dataset: Loading, work: Promise<void>): void {
  const turn = turns[place];
  if (turn?.dataset !== dataset) return;
  turn.loaded = Promise.all([turn.loaded, work]).then(() => {});
}

/** Runs `work` once the dataset is loaded, unless another one has taken the place; who takes it then waits for that too. */
export function afterLoading(place: EnginePlace, dataset: Loading, work: () => Promise<void>): void {
  const turn = turns[place];
  if (turn?.dataset !== dataset) return;
  turn.loaded = turn.loaded.then(() => (turns[place] === turn ? work() : undefined));
}
