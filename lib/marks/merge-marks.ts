import { differencesOf, type MarkSide } from "./combine-marks";
import { inSlices } from "./in-slices";
import type { FiledMark } from "./marks-file";
import { isSameContent, isUnmarked, type Mark, OWN_AUTHOR } from "./model";

/** Whose are the marks of a file that carry the name of the person at this browser. */
export type OwnNameMeans = "own" | "other";

/** Two people, on how many records their marks will differ, and in what. */
export interface Disagreement {
  /** Authors; `OWN_AUTHOR` for the person at this browser. */
  between: readonly [string, string];
  records: number;
  sides: readonly { side: MarkSide; records: number }[];
}

export interface MergePlan {
  /** Marks to put into the book. */
  puts: readonly Mark[];
  /** Marks new to this browser. */
  added: number;
  /** Marks of people whose older ones were here. */
  replaced: number;
  /** Marks whose newer ones are here already, and stay. */
  outdated: number;
  /** Marks that were taken back here since by the same person, and stay so. */
  takenBack: number;
  /** Marks here that the same person took back since, as the file says. */
  removed: number;
  /** Marks that are here already, the very same. */
  same: number;
  /** Marks of no record of this dataset. */
  unplaced: readonly FiledMark[];
  /** Who differs from whom on the records that the file speaks of, most records first. */
  disagreements: readonly Disagreement[];
}

/** How many marks a merge adds, replaces or takes away. */
export function countChanges({ added, replaced, removed }: MergePlan): number {
  return added + replaced + removed;
}

/** A mark of a file with the row it belongs to; null when the dataset has no such record. */
export interface PlacedMark {
  mark: FiledMark;
  row: number | null;
}

/** What a book knows of a record. */
interface MarksHere {
  marksOf: (row: number) => readonly Mark[];
  /** When a person took their mark back; null when they did not. */
  takenBackAt: (row: number, author: string) => string | null;
}

/**
 * What merging a file into the marks that are here gives. Marks of different people stand side by side; of two by the
 * same person on the same record the later counts, and so does taking a mark back.
 */
export async function planMerge(
  placed: readonly PlacedMark[],
  { marksOf, takenBackAt }: MarksHere,
  ownName: string,
  ownNameMeans: OwnNameMeans,
): Promise<MergePlan> {
  const merged = new Map<number, Map<string, Mark>>();
  const plan = { added: 0, replaced: 0, outdated: 0, takenBack: 0, removed: 0, same: 0 };
  const unplaced: FiledMark[] = [];
  await inSlices(await latestOf(placed), ({ mark, row }) => {
    if (row === null) {
      if (!isUnmarked(mark)) unplaced.push(mark);
      return;
    }
    const author = authorHere(mark.author, ownName, ownNameMeans);
    const { dataset: _, ...content } = mark;
    const incoming: Mark = { ...content, row, author };
    const known = marksOf(row).find((old) => old.author === author);
    const takenBack = takenBackAt(row, author);
    if (takenBack !== null && incoming.updatedAt <= takenBack) {
      if (!isUnmarked(incoming)) plan.takenBack++;
      return;
    }
    if (isUnmarked(incoming)) {
      // Kept also when the mark is not here: an older file, merged later, must not bring it.
      if (known !== undefined && incoming.updatedAt <= known.updatedAt) return;
      if (known !== undefined) plan.removed++;
    } else if (known === undefined) plan.added++;
    else if (isSameContent(known, incoming)) {
      plan.same++;
      return;
    } else if (incoming.updatedAt <= known.updatedAt) {
      plan.outdated++;
      return;
    } else plan.replaced++;
    const onRow = merged.get(row) ?? new Map<string, Mark>();
    merged.set(row, onRow.set(author, incoming));
  });
  const rows = new Set(placed.flatMap(({ row }) => (row === null ? [] : [row])));
  const disagreements = new Disagreements();
  await inSlices(rows, (row) => disagreements.add(afterMerge(marksOf(row), merged.get(row))));
  return {
    puts: [...merged.values()].flatMap((marks) => [...marks.values()]),
    ...plan,
    unplaced,
    disagreements: disagreements.mostFirst(),
  };
}

/** Whether a file has marks under the name of the person here that are not the marks they made here. */
export function clashesWithOwn(
  placed: readonly PlacedMark[],
  marksOf: (row: number) => readonly Mark[],
  ownName: string,
): boolean {
  return placed.some(({ mark, row }) => {
    if (ownName === "" || mark.author !== ownName || row === null) return false;
    const own = marksOf(row).find((known) => known.author === OWN_AUTHOR);
    return own !== undefined && !isSameContent(own, mark);
  });
}

/** The last of the marks that a file holds of one person on one record. */
async function latestOf(placed: readonly PlacedMark[]): Promise<Iterable<PlacedMark>> {
  const latest = new Map<string, PlacedMark>();
  await inSlices(placed, (entry) => {
    const { mark, row } = entry;
    const key = JSON.stringify([mark.author, row ?? [mark.id, mark.dataset, mark.row]]);
    const known = latest.get(key);
    if (known === undefined || known.mark.updatedAt <= mark.updatedAt) latest.set(key, entry);
  });
  return latest.values();
}

function authorHere(author: string, ownName: string, ownNameMeans: OwnNameMeans): string {
  if (ownName === "" || author !== ownName) return author;
  return ownNameMeans === "own" ? OWN_AUTHOR : `${author} (2)`;
}

function afterMerge(known: readonly Mark[], puts: ReadonlyMap<string, Mark> | undefined): Mark[] {
  const kept = known.filter((mark) => !puts?.has(mark.author));
  const put = [...(puts?.values() ?? [])].filter((mark) => !isUnmarked(mark));
  return [...kept, ...put].sort((a, b) => (a.author < b.author ? -1 : 1));
}

/** Counts on how many records each two people differ, and in what. */
class Disagreements {
  readonly #pairs = new Map<
    string,
    { between: [string, string]; records: number; sides: Map<MarkSide, number> }
  >();

  /** Takes in the marks of all people on one record. */
  add(marks: readonly Mark[]): void {
    for (const [place, first] of marks.entries()) {
      for (const second of marks.slice(place + 1)) this.#compare(first, second);
    }
  }

  mostFirst(): Disagreement[] {
    return [...this.#pairs.values()]
      .map(({ sides, ...pair }) => ({
        ...pair,
        sides: [...sides].map(([side, records]) => ({ side, records })),
      }))
      .sort((a, b) => b.records - a.records);
  }

  #compare(first: Mark, second: Mark): void {
    const sides = differencesOf([first, second]);
    if (sides.length === 0) return;
    const between: [string, string] = [first.author, second.author];
    const key = JSON.stringify(between);
    const pair = this.#pairs.get(key) ?? { between, records: 0, sides: new Map<MarkSide, number>() };
    pair.records++;
    for (const side of sides) pair.sides.set(side, (pair.sides.get(side) ?? 0) + 1);
    this.#pairs.set(key, pair);
  }
}
