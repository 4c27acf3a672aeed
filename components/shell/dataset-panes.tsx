"use client";

import { type ReactNode, useState } from "react";
import { Dialog, useLastingCallback } from "@/components/ui";
import { FocusHeir } from "./focus-heir";
import { type PaneName, type PaneWidths, usePaneWidths } from "./pane-widths";
import { SidePane } from "./side-pane";
import { useNarrow } from "./use-narrow";

export interface Panes {
  /** There is no room for anything beside the table. */
  isNarrow: boolean;
  hasFacets: boolean;
  /** The facets as a sheet over the table, where they have no room beside it. */
  isSheetOpen: boolean;
  setSheetOpen: (isOpen: boolean) => void;
  toggleFacets: () => void;
  widths: PaneWidths;
  setWidth: (pane: PaneName, px: number) => void;
}

/** Which panes are open around the table, and how wide they are. */
export function usePanes(): Panes {
  const isNarrow = useNarrow();
  const [hasFacets, setHasFacets] = useState(true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [widths, setWidth] = usePaneWidths();
  const toggleFacets = useLastingCallback(() =>
    isNarrow ? setSheetOpen((isOn) => !isOn) : setHasFacets((isOn) => !isOn),
  );
  return { isNarrow, hasFacets, isSheetOpen, setSheetOpen, toggleFacets, widths, setWidth };
}

/** The middle of the workbench between the facets and the open record; on a phone the record lies over it. */
export function DatasetPanes({
  panes: { isNarrow, hasFacets, widths, setWidth },
  facets,
  reader,
  onReaderLeft,
  children,
}: {
  panes: Panes;
  facets: ReactNode;
  /** null while no record is open. */
  reader: ReactNode | null;
  /** Called when the record is closed and had the focus. */
  onReaderLeft: () => void;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-0 flex-1">
      {hasFacets && !isNarrow ? (
        <SidePane
          label="Facets"
          separatorLabel="Width of the facets"
          side="left"
          width={widths.facets}
          onWidthChange={(px) => setWidth("facets", px)}
        >
          {facets}
        </SidePane>
      ) : null}
      {children}
      {reader === null ? null : isNarrow ? (
        <div className="fixed inset-0 z-30 bg-surface">
          <FocusHeir onLeft={onReaderLeft}>{reader}</FocusHeir>
        </div>
      ) : (
        <SidePane
          label="Open record"
          separatorLabel="Width of the record"
          side="right"
          width={widths.reader}
          onWidthChange={(px) => setWidth("reader", px)}
        >
          <FocusHeir onLeft={onReaderLeft}>{reader}</FocusHeir>
        </SidePane>
      )}
    </div>
  );
}

/** The facets over the table. */
export function FacetsSheet({
  panes: { isNarrow, isSheetOpen, setSheetOpen },
  children,
}: {
  panes: Panes;
  children: ReactNode;
}) {
  if (!isNarrow) return null;
  return (
    <Dialog open={isSheetOpen} onOpenChange={setSheetOpen} title="Filters" placement="sheet">
      {children}
    </Dialog>
  );
}
