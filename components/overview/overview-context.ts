"use client";

import { createContext, useContext } from "react";
import type { Dataset } from "@/lib/ingest";
import type { Scope } from "@/lib/query";
import type { RoleAssignment } from "@/lib/schema";
import type { ViewState } from "@/lib/view";
import type { LabelLengths } from "./use-label-lengths";

/** What every chart needs: the view it edits, and what its columns are called and mean. */
export interface OverviewContextValue {
  dataset: Dataset;
  scope: Scope;
  roles: RoleAssignment;
  labels: ReadonlyMap<string, string>;
  view: ViewState;
  onChange: (view: ViewState) => void;
  /** A view that is not in the link yet: a range under the pointer. null ends it. */
  onDraft: (view: ViewState | null) => void;
  /** Every row is read. */
  isReady: boolean;
  labelLengths: LabelLengths;
}

export const OverviewContext = createContext<OverviewContextValue | null>(null);

export function useOverviewContext(): OverviewContextValue {
  const context = useContext(OverviewContext);
  if (context === null) throw new Error("a chart outside Overview");
  return context;
}
