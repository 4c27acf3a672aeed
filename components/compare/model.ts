import type { ComparedSide } from "@/components/overview/compared-side";
import type { Dataset, LoadReport } from "@/lib/ingest";
import type { Scope } from "@/lib/query";
import type { RoleAssignment } from "@/lib/schema";
import type { ComparedRecords, ViewState } from "@/lib/view";

export type { ComparedSide };

/** The dataset on the screen, as the comparison takes it: A. */
export interface CompareContext {
  dataset: Dataset;
  scope: Scope;
  roles: RoleAssignment;
  labels: ReadonlyMap<string, string>;
  view: ViewState;
  onChange: (view: ViewState) => void;
  report: LoadReport;
  /** Every row is read. */
  isReady: boolean;
  /** Names the rows in view; null while they are not known. */
  viewKey: string | null;
  revision: number;
  /** Opens a record of A in the reader, by its `_row`. */
  onOpenRow: (row: number) => void;
  /** Shows the difference of two records, or one that has no other; null shows none. */
  onOpenRecords: (records: ComparedRecords | null) => void;
  /** Where the difference stands; null while there is no place for it. */
  paneElement: HTMLElement | null;
}

/** A record of an open difference, and what it is called there. */
export interface ReadRecord {
  name: string;
  of: ComparedSide;
  row: number;
}

/** The open difference among the pairs of a list. */
export interface PairSteps {
  /** What to call it; null while that is not known. */
  title: string | null;
  /** From 0; null when it is not in the list, or not found yet. */
  place: number | null;
  total: number;
  /** Missing at the ends. */
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
}
