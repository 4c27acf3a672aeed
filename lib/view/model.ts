import type { ColumnRole } from "@/lib/schema/model";
import type { RandomWalk } from "./random-walk";

/** A place data comes from, as a link names it. */
export type SourceRef =
  | { kind: "sample"; name: string }
  /** Path below the server's data folder. */
  | { kind: "data"; path: string }
  | { kind: "url"; url: string }
  /**
   * A file of the user's machine: the link carries what is needed to recognise it. `schema` is a hash of the
   * names of its fields, 8 hex digits; null until they are known, and in links made before links had it.
   */
  | {
      kind: "local";
      name: string;
      sizeBytes: number;
      rows: number | null;
      fingerprint: string;
      schema: string | null;
    };

/** Numbers or dates (ISO text) between two bounds, both inclusive; null leaves one open. */
export interface ValueRange {
  min: number | string | null;
  max: number | string | null;
}

/** One side of a pair: a value (null stands for "no value"), or the numbers of a bin, both ends inclusive. */
export type PairSide = string | null | { min: number | string; max: number | string };

/** Two things that come together in a record. */
export type Pair = readonly [PairSide, PairSide];

/**
 * Filters on what comes together, as the cells of a heat map pick it: rows with any of `pairs`, where there are some, and
 * with none of `without`.
 */
export type PairFilter =
  /** The first in `column`, the second in `other`; a list holds it among others. */
  | { kind: "pairs"; column: string; other: string; pairs: readonly Pair[]; without: readonly Pair[] }
  /** List column: the second comes right after the first. */
  | { kind: "steps"; column: string; pairs: readonly TextPair[]; without: readonly TextPair[] }
  /** List column: an item stands at a place, counted from 1; "12+" is the twelfth and all beyond. */
  | { kind: "places"; column: string; pairs: readonly TextPair[]; without: readonly TextPair[] };

/** Two items, or a place and its item. */
export type TextPair = readonly [string, string];

/** A filter on values of one column. */
export type ColumnFilter =
  /** Scalar value is (not) one of `values`; null in the list stands for "no value". Booleans are "true" / "false". */
  | { kind: "one-of"; column: string; values: readonly (string | null)[]; exclude: boolean }
  /** List column: holds any / all of `values`, where there are some, and none of `without`. */
  | {
      kind: "list";
      column: string;
      match: "any" | "all";
      values: readonly string[];
      without: readonly string[];
    }
  /** Numbers and dates in one of `ranges`; all other rows when `exclude`, those without a value among them. */
  | { kind: "ranges"; column: string; ranges: readonly ValueRange[]; exclude: boolean }
  | { kind: "contains"; column: string; text: string; exclude: boolean }
  | { kind: "equals"; column: string; text: string; exclude: boolean }
  /** No value (null or ""), or any value when `exclude`. */
  | { kind: "empty"; column: string; exclude: boolean };

/** A filter on the index table. All filters of a view are joined with AND. */
export type Filter = ColumnFilter | PairFilter;

export interface SortKey {
  column: string;
  descending: boolean;
}

/** What stands in the middle of the workbench. */
export const VIEW_TABS = ["table", "overview", "compare"] as const;
export type ViewTab = (typeof VIEW_TABS)[number];

/** Kinds of charts; which columns each takes is in lib/overview. */
export const CHART_KINDS = [
  "values",
  "histogram",
  "teachers",
  "pair-models",
  "wins",
  "labels",
  "hit-rate",
  "label-turns",
  "tool-steps",
  "cross",
] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A chart of the overview. `settings` are words that its kind knows ("by-name", "log"); unknown ones mean nothing. */
export interface ChartRef {
  kind: ChartKind;
  columns: readonly string[];
  settings: readonly string[];
}

/** The open record: by its id when the dataset has a unique one, else by position (0-based). */
export type RowRef = { kind: "id"; id: string } | { kind: "position"; row: number };

/** How the values of two sides stand in one list. */
export const COMPARE_ORDERS = ["difference", "count", "name"] as const;
export type CompareOrder = (typeof COMPARE_ORDERS)[number];

/**
 * What one record of A is to one of B. "extra": every field that both files have says the same, but one record has a
 * value in a field that the other file lacks; "same" leaves nothing out.
 */
export const PAIR_KINDS = ["same", "extra", "different", "only-a", "only-b"] as const;
export type PairKind = (typeof PAIR_KINDS)[number];

/** Which records of a comparison are listed. */
export interface ListedPairs {
  kind: PairKind;
  /** Only those that are not the same in this field, "" being the conversation; null for all of the kind. */
  field: string | null;
}

/** A record of a side of a comparison, by its `_row`, from 0. */
export interface SideRow {
  side: "a" | "b";
  row: number;
}

/** Two records that stand against each other, or one that has no other. */
export type ComparedRecords = readonly [SideRow] | readonly [SideRow, SideRow];

/** What a view is compared with, called B; the view itself is A. */
export interface ComparedWith {
  /** Sources of B; empty when it is the same dataset. */
  src: readonly SourceRef[];
  /** Filters of B; null when those of A hold for both. */
  filters: readonly Filter[] | null;
  /** Column whose values pair records; "" pairs equal conversations, null what both sides have for an id. */
  pairBy: string | null;
  order: CompareOrder;
  /** null for those that tell most. */
  listed: ListedPairs | null;
}

/** A comparison of which only the sources were chosen. */
export const NEW_COMPARISON: Omit<ComparedWith, "src"> = {
  ...{ filters: null, pairBy: null, listed: null },
  order: "difference",
};

/** Everything a link restores. Plain and serialisable; same state, same link. */
export interface ViewState {
  src: readonly SourceRef[];
  filters: readonly Filter[];
  sort: readonly SortKey[];
  /** Text searched for inside messages; "" for none. */
  search: string;
  row: RowRef | null;
  /** Index of the open message within the record, 0-based. */
  message: number | null;
  /** The walk in which the open record was reached; null when none was begun. */
  walk: RandomWalk | null;
  /** Field to read conversations from when the user chose one. */
  conversationField: string | null;
  /** Roles the user changed; the others are found. An empty list means "no column". */
  roles: Partial<Record<ColumnRole, readonly string[]>>;
  /** Teacher models `vllm:kimi-k2@8001` grouped as `kimi-k2`. */
  groupTeachers: boolean;
  tab: ViewTab;
  /** Charts of the overview in their order; null for those chosen from the columns. */
  charts: readonly ChartRef[] | null;
  compare: ComparedWith | null;
  /** Records whose difference is open in the comparison, in place of the open record. */
  records: ComparedRecords | null;
}

export const EMPTY_VIEW: ViewState = {
  src: [],
  filters: [],
  sort: [],
  search: "",
  row: null,
  message: null,
  walk: null,
  conversationField: null,
  roles: {},
  groupTeachers: false,
  tab: "table",
  charts: null,
  compare: null,
  records: null,
};
