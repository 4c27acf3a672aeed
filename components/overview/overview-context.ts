"use client";

import { createContext, useContext } from "react";
import type { Dataset } from "@/lib/ingest";
import type { Scope } from "@/lib/query";
import type { RoleAssignment } from "@/lib/schema";
import type { ViewState } from "@/lib/view";
import type { ComparedContext } from "./compared-side";
import type { LabelLengths } from "./use-label-lengths";

export type ViewChange = (view: ViewState) => ViewState;

/** What the overview is given. */
export interface OverviewInput {
  dataset: Dataset;
  scope: Scope;
  roles: RoleAssignment;
  labels: ReadonlyMap<string, string>;
  view: ViewState;
  /** Changes the newest view, which may be ahead of the one whose picture is on the screen. */
  onEdit: (change: ViewChange) => void;
  /** A change that is not in the link yet: a range under the pointer. null ends it. */
  onDraft: (change: ViewChange | null) => void;
  /** Every row is read. */
  isReady: boolean;
}

/** What every chart needs: the view it shows and edits, and what its columns are called and mean. */
export interface OverviewContextValue extends OverviewInput {
  labelLengths: LabelLengths;
  /** What the charts stand beside; null where nothing is compared. */
  compared: ComparedContext | null;
}

export const OverviewContext = createContext<OverviewContextValue | null>(null);

export function useOverviewContext(): OverviewContextValue {
  const context = useContext(OverviewContext);
  if (context === null) throw new Error("a chart outside Overview");
  return context;
}
