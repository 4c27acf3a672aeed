import type { ChartRef, ColumnFilter, Filter, PairFilter } from "./model";

export function isPairFilter(filter: Filter): filter is PairFilter {
  return filter.kind === "pairs" || filter.kind === "steps" || filter.kind === "places";
}

export function isColumnFilter(filter: Filter): filter is ColumnFilter {
  return !isPairFilter(filter);
}

/** Columns that a filter reads. */
export function columnsOfFilter(filter: Filter): readonly string[] {
  return filter.kind === "pairs" ? [filter.column, filter.other] : [filter.column];
}

/** What a filter is about: its column, or the way in which pairs of values come together. A view has one filter for each. */
export function subjectOf(filter: Filter): string {
  switch (filter.kind) {
    case "pairs":
      return JSON.stringify(["pairs", ...columnsOfFilter(filter).toSorted()]);
    case "steps":
    case "places":
      return sequenceSubject(filter.kind, filter.column);
    default:
      return filter.column;
  }
}

function sequenceSubject(kind: "steps" | "places", column: string): string {
  return JSON.stringify([kind, column]);
}

/** What a picture of the items of a list in their order leaves out. */
export function sequenceSubjects(column: string, kind: "steps" | "places"): readonly string[] {
  return [column, sequenceSubject(kind, column)];
}

/** What a chart shows each value of, so that it leaves out the filters on it. */
export function subjectsOfChart({ kind, columns }: Pick<ChartRef, "kind" | "columns">): readonly string[] {
  const [column] = columns;
  if (column !== undefined && kind === "label-turns") return sequenceSubjects(column, "places");
  if (column !== undefined && kind === "tool-steps") return sequenceSubjects(column, "steps");
  // Each side of a pair ignores the filter on itself, not the one on the other.
  return kind === "pair-models" ? [] : columns;
}

/** The filters that are on none of `subjects`; pairs are left out where both of their columns are. */
export function filtersWithout(filters: readonly Filter[], subjects: readonly string[]): readonly Filter[] {
  return filters.filter((filter) =>
    filter.kind === "pairs"
      ? !columnsOfFilter(filter).every((name) => subjects.includes(name))
      : !subjects.includes(subjectOf(filter)),
  );
}
