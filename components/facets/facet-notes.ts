import type { FacetSpec } from "./choose-facets";

/** Why a facet offers no choice, by the name of its column. */
export type FacetNotes = ReadonlyMap<string, string>;

export const NO_VALUE = "No value in any row";

/** The notes with one more, or without it; the same map when nothing changes. */
export function withNote(notes: FacetNotes, column: string, note: string | null): FacetNotes {
  if ((notes.get(column) ?? null) === note) return notes;
  const next = new Map(notes);
  if (note === null) next.delete(column);
  else next.set(column, note);
  return next;
}

/** Facets that offer a choice first, in their order; the others after them. */
export function choiceFirst(specs: readonly FacetSpec[], notes: FacetNotes): readonly FacetSpec[] {
  const isIdle = (spec: FacetSpec) => notes.has(spec.column.name);
  return [...specs.filter((spec) => !isIdle(spec)), ...specs.filter(isIdle)];
}

/** Columns that no row has a value in. */
export function emptyColumns(notes: FacetNotes): readonly string[] {
  return [...notes].flatMap(([column, note]) => (note === NO_VALUE ? [column] : []));
}
