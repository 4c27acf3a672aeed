"use client";

import { useCallback, useMemo } from "react";
import type { DatasetState } from "@/lib/ingest";
import type { Scope } from "@/lib/query";
import { arePending, type Column, isMarkColumn, type RoleAssignment } from "@/lib/schema";
import { columnsOfFilter, filtersWithout, type ViewState } from "@/lib/view";
import { isOfMarks, usableView } from "./usable-view";
import type { SearchState } from "./use-search";

const NO_COLUMNS: readonly Column[] = [];
const NO_NAMES: readonly string[] = [];
const NO_ROLES: RoleAssignment = {};
/** Revisions never repeat, whatever dataset they are of: orders of one are never taken for another's. */
let lastRevision = 0;

export interface ScopeState {
  columns: readonly Column[];
  roles: RoleAssignment;
  scope: Scope;
  revision: number;
  /** Names the rows in view and their order; null while the search of the view still runs. */
  rowsKey: string | null;
  /** Names the rows in view, whatever their order. It stays while a search finds more: `revision` goes up then. */
  countKey: string | null;
  /** The same; null as long as a search has not come through all rows of a dataset that is complete. */
  wholeKey: string | null;
  /** What another view will ask, before it is on the screen; null when that cannot be told yet. */
  foresee: (view: ViewState) => ForeseenScope | null;
  keyWithout: (columns: string | readonly string[]) => string;
  /** Goes up with `revision`, and when marks change. */
  marksRevision: number;
  /** Goes up when what is asked of these columns may be answered otherwise: not while only others are read. */
  revisionOf: (columns: readonly string[]) => number;
  /** Names the places of rows in the view: they move when the view is one of marks and these change. */
  placeKey: string | null;
  /** Goes up when a search has found more rows, between which those of the view may then stand. */
  placeRevision: number;
  /** Fields the view names and the dataset lacks. */
  missing: readonly string[];
  /** Marks the view names and this browser has none of. */
  missingMarks: readonly string[];
  /** The index can answer. */
  hasIndex: boolean;
}

/** What is asked about a view that is not on the screen yet. */
export interface ForeseenScope {
  scope: Scope;
  countKey: string;
  keyWithout: (columns: string | readonly string[]) => string;
}

/** Marks as far as the database holds them. */
export interface ScopedMarks {
  columns: readonly Column[];
  revision: number;
  /** Whether marks that are kept are still on their way into the database. */
  isPending: boolean;
}

/** What statements are asked about for a view of a dataset, and the keys under which their answers stand. */
export function useScope(
  state: DatasetState,
  view: ViewState,
  search: SearchState,
  marks: ScopedMarks,
): ScopeState {
  const isOpen = state.status === "reading" || state.status === "ready";
  const dataColumns = isOpen ? state.columns : NO_COLUMNS;
  const columns = useMemo(
    () => (marks.columns.length === 0 ? dataColumns : [...dataColumns, ...marks.columns]),
    [dataColumns, marks.columns],
  );
  const usesMarks = isOfMarks(view);
  const usedMarks = usesMarks ? marks.revision : 0;
  const found = isOpen ? state.roles : NO_ROLES;
  const dataRevision = isOpen ? state.revision : 0;
  const settledData = state.status === "reading" ? state.settledRevision : dataRevision;
  const wholeData = state.status === "reading" ? state.wholeRevision : dataRevision;
  const pending = isOpen ? state.pending : null;
  const rolesKey = JSON.stringify(view.roles);
  const roles = useMemo<RoleAssignment>(
    () => ({ ...found, ...(JSON.parse(rolesKey) as RoleAssignment) }),
    [found, rolesKey],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of these is a new revision
  const rowsRevision = useMemo(() => ++lastRevision, [dataColumns, dataRevision]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of these is a new revision
  const revision = useMemo(() => ++lastRevision, [columns, dataRevision, search.revision, usedMarks]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of these is a new revision
  const marksRevision = useMemo(() => ++lastRevision, [revision, marks.revision]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of these is a new revision
  const settledRevision = useMemo(() => ++lastRevision, [columns, settledData, search.revision, usedMarks]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of these is a new revision
  const wholeRevision = useMemo(() => ++lastRevision, [columns, wholeData, search.revision, usedMarks]);
  const { view: usable, missing, missingMarks } = useMemo(() => usableView(view, columns), [view, columns]);

  const isSearched = view.search === "" || search.text === view.search;
  const isKnown = isSearched && !(usesMarks && marks.isPending);
  const matches = view.search === "" ? null : search.matches;
  const { filters, sort, groupTeachers } = usable;
  const scopeKey = JSON.stringify([filters, sort, groupTeachers, matches]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scopeKey stands for the parts of the view
  const scope = useMemo<Scope>(
    () => ({
      view: { filters, sort, groupTeachers },
      columns,
      teacherColumns: roles.teacher ?? NO_NAMES,
      matches,
      pending,
      revision,
      rowsRevision,
    }),
    [scopeKey, columns, roles, revision, rowsRevision, pending],
  );
  const revisionOf = useCallback(
    (names: readonly string[]) => {
      if (names.some(isMarkColumn)) return marksRevision;
      // As long as no column is pending, all are counted of whole rows: those that will be need not be counted anew then.
      const isOfWhole =
        pending === null || arePending(pending, [...names, ...filters.flatMap(columnsOfFilter)]);
      return isOfWhole ? wholeRevision : settledRevision;
    },
    [pending, filters, marksRevision, settledRevision, wholeRevision],
  );

  const searched = view.search;
  const { countKey: count, keyWithout } = useMemo(
    () => keysOf(filters, groupTeachers, searched),
    [filters, groupTeachers, searched],
  );
  const foresee = useCallback(
    (next: ViewState): ForeseenScope | null => {
      // What is searched, the marks and the roles have to be looked up first.
      const isAlike = next.search === view.search && JSON.stringify(next.roles) === rolesKey;
      if (!isKnown || !isAlike || usesMarks || isOfMarks(next)) return null;
      const { view: asked } = usableView(next, columns);
      const { filters: nextFilters, sort: nextSort, groupTeachers: areGrouped } = asked;
      return {
        scope: { ...scope, view: { filters: nextFilters, sort: nextSort, groupTeachers: areGrouped } },
        ...keysOf(nextFilters, areGrouped, searched),
      };
    },
    [view.search, rolesKey, isKnown, usesMarks, columns, scope, searched],
  );
  const rowsKey = isKnown ? JSON.stringify([count, sort]) : null;
  return {
    columns,
    roles,
    scope,
    revision,
    keyWithout,
    marksRevision,
    revisionOf,
    rowsKey,
    countKey: isKnown ? count : null,
    wholeKey: isKnown && !isSearchedInPart(state, view, search) ? count : null,
    foresee,
    placeKey: rowsKey === null || !usesMarks ? rowsKey : `${rowsKey} ${usedMarks}`,
    placeRevision: search.revision,
    missing,
    missingMarks: usesMarks && marks.isPending ? NO_NAMES : missingMarks,
    hasIndex: dataRevision > 0,
  };
}

/** Whether messages of a complete dataset are still to be looked through, or could not be: what was found is not all. */
function isSearchedInPart(state: DatasetState, view: ViewState, search: SearchState): boolean {
  return state.status === "ready" && view.search !== "" && (search.isRunning || search.error !== null);
}

/** The keys under which answers about these filters stand. */
function keysOf(
  filters: ViewState["filters"],
  groupTeachers: boolean,
  searched: string,
): Pick<ForeseenScope, "countKey" | "keyWithout"> {
  return {
    countKey: JSON.stringify([filters, groupTeachers, searched]),
    keyWithout: (subjects) => {
      const left = typeof subjects === "string" ? [subjects] : subjects;
      return JSON.stringify([filtersWithout(filters, left), groupTeachers, searched]);
    },
  };
}
