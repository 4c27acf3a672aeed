import type { ComparedSide } from "@/components/overview/compared-side";
import type { Dataset, LoadReport } from "@/lib/ingest";
import type { Scope } from "@/lib/query";
import type { RoleAssignment } from "@/lib/schema";
import type { ViewState } from "@/lib/view";

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
  /** Shows a record of B, or the difference of two; null shows none. */
  onOpenPair: (pair: OpenPair | null) => void;
}

/** What stands in the reader: two records that are a pair, or one of B. */
export interface OpenPair {
  a: { of: ComparedSide; row: number } | null;
  b: { of: ComparedSide; row: number };
  title: string;
}
