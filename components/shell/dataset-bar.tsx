"use client";

import { memo } from "react";
import type { Dataset, DatasetState } from "@/lib/ingest";
import type { Scope } from "@/lib/query";
import type { Column, RoleAssignment } from "@/lib/schema";
import type { ViewState } from "@/lib/view";
import { DatasetStatus } from "./dataset-status";
import { ExportMenu } from "./export-menu";
import { hasFindings } from "./report-text";
import { RolesPanel } from "./roles-panel";
import { TopBar } from "./top-bar";
import { editView } from "./use-view";

const chooseRoles = (chosen: ViewState["roles"]) => editView((old) => ({ ...old, roles: chosen }));

/** The top bar over an open dataset. Most changes of the view leave it as it is, and do not draw it again. */
export const DatasetBar = memo(function DatasetBar({
  dataset,
  state,
  sourceNames,
  columns,
  roles,
  chosenRoles,
  labels,
  getScope,
  rowsInView,
  unknown,
  markCount,
  isReportOpen,
  onToggleReport,
  onReadAnew,
  onCopyLink,
  onShowKeys,
  onShowCard,
  onCommands,
  onExportMarks,
  onImportMarks,
}: {
  dataset: Dataset;
  state: DatasetState;
  sourceNames: readonly string[];
  columns: readonly Column[];
  roles: RoleAssignment;
  chosenRoles: ViewState["roles"];
  labels: ReadonlyMap<string, string>;
  /** The rows in view, asked when they are saved. */
  getScope: () => Scope;
  rowsInView: number | null;
  /** Why it is not known yet which rows are in view; null when it is. */
  unknown: string | null;
  markCount: number;
  isReportOpen: boolean;
  onToggleReport: () => void;
  onReadAnew: () => void;
  onCopyLink: () => void;
  onShowKeys: () => void;
  onShowCard: () => void;
  onCommands: () => void;
  /** null while there is nothing to export, and while nothing can be imported. */
  onExportMarks: (() => void) | null;
  onImportMarks: (() => void) | null;
}) {
  return (
    <TopBar
      status={<DatasetStatus {...{ dataset, state, sourceNames, onReadAnew }} />}
      hasFindings={hasFindings(state.report)}
      {...{ isReportOpen, onToggleReport, onCopyLink, onShowKeys, onCommands }}
      tools={
        columns.length === 0 ? null : (
          <>
            <RolesPanel {...{ columns, roles, labels }} chosen={chosenRoles} onChange={chooseRoles} />
            <ExportMenu
              {...{ dataset, getScope, rowsInView, unknown, markCount }}
              {...{ onShowCard, onExportMarks, onImportMarks }}
              hasCutColumns={columns.some((column) => column.stored === "preview")}
              fileName={state.report.files[0]?.name ?? "dataset"}
            />
          </>
        )
      }
    />
  );
});
