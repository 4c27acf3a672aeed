import type { Column } from "@/lib/schema/model";
import type { PendingColumns } from "@/lib/schema/pending-columns";
import type { Filter, ViewState } from "@/lib/view/model";

/** What a search has found in the first rows of the file. */
export interface Matches {
  /** Of matching rows (`_row`), to which a search that runs adds more. */
  table: string;
  /** Only rows before this one count: whenever statements run, all that are asked about these matches see the same. */
  rowEnd: number;
}

/** What a statement is asked about: the view, the columns of the index table, and the search result if there is one. */
export interface Scope {
  view: Pick<ViewState, "filters" | "sort" | "groupTeachers">;
  columns: readonly Column[];
  /** Of the filters, those that hold for the charts and facets of their own columns too: they make two sides differ. */
  held?: readonly Filter[];
  /** Columns of role teacher, whose values are grouped when `view.groupTeachers` is set. */
  teacherColumns: readonly string[];
  /** null when nothing is searched. */
  matches: Matches | null;
  /** Columns that some rows do not have yet; absent or null when all rows have all. */
  pending?: PendingColumns | null;
  /**
   * Goes up when rows, columns or matches were added, or another dataset was opened; orders made for an older
   * revision are made anew. Absent counts as 0.
   */
  revision?: number;
  /** Goes up when rows or columns were added, or another dataset was opened. Absent: what is made of rows is not kept. */
  rowsRevision?: number;
}

/** Rows in view and rows of the dataset. */
export interface RowCounts {
  inView: number;
  total: number;
}

/** Which values of a facet are asked for. */
export interface FacetRequest {
  /** Only values that contain this text, whatever the case; "" for all. */
  search?: string;
  /** "count": most rows in view first. "name": by name, labels and numbers by their number, no value last. */
  order?: "count" | "name";
  limit?: number;
  offset?: number;
}

/** A value of a facet: `selected` rows of those in view (without this facet's own filter), `total` rows of the dataset. */
export interface FacetValue {
  /** null stands for "no value". */
  value: string | null;
  selected: number;
  total: number;
}

export interface ValueFacet {
  /** Values asked for, in order. */
  values: readonly FacetValue[];
  /** How many distinct values there are (after the facet's own search text). */
  distinct: number;
}

export interface HistogramBin {
  /** Bounds, end exclusive but for the last bin. Dates are epoch milliseconds. */
  start: number;
  end: number;
  selected: number;
  total: number;
}

export interface NumberFacet {
  bins: readonly HistogramBin[];
  /** Of the finite values of the whole dataset; null when there is none. */
  min: number | null;
  max: number | null;
  /** The only one there is, with all its digits; null where there are others, which may be one in the double of `min`. */
  only: number | bigint | null;
  /** Rows without a finite value: in view, and of all. Bins and these add up to all rows. */
  emptySelected: number;
  emptyTotal: number;
  isLog: boolean;
}
