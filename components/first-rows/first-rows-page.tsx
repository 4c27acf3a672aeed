"use client";

import type { FirstRows } from "@/lib/ingest/model";
import type { ViewState } from "@/lib/view/model";
import { serializeView } from "@/lib/view/serialize-view";
import { READING_BAR, READING_TRACK, TOP_BAR, TOP_BAR_STATUS } from "../shell/frame-classes";
import { formatBytes } from "../ui/format-number";
import { FirstFacets } from "./first-facets";
import { FirstRowsTable } from "./first-rows-table";

/**
 * What a link shows before any script has run: the frame of the workbench and the first rows of the file, as the server
 * has read them. The workbench takes its place piece by piece, so every measure is one of the workbench. As a component
 * of the page, which is sent the rows it is made of and nothing else: what it makes of them is twice as much.
 */
export function FirstRowsPage({
  view,
  name,
  sizeBytes,
  first,
  nonce,
}: {
  view: ViewState;
  /** Of the first file. */
  name: string;
  sizeBytes: number;
  first: FirstRows;
  /** With which styles are allowed. */
  nonce: string | undefined;
}) {
  const others = view.src.length - 1;
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <header className={TOP_BAR}>
        <h1 className="shrink-0 font-semibold text-base tracking-tight">Loupe</h1>
        <p className={`truncate whitespace-pre text-ink-2 ${TOP_BAR_STATUS}`}>
          {others > 0
            ? `reading · ${name} and ${others} more`
            : `reading · ${formatBytes(sizeBytes)} · ${name}`}
        </p>
        <span className="max-md:h-9" />
      </header>
      <div className="flex min-h-0 flex-1">
        <FirstFacets {...first} />
        <main className="flex min-w-0 flex-1 flex-col">
          <div className="shrink-0 border-line border-b px-2">
            <div className="h-9.75" />
            {/* Search and count have a line of their own on a phone. */}
            <div className="hidden h-7 pb-1.5 box-content max-md:block" />
          </div>
          <FirstRowsTable
            {...first}
            nonce={nonce}
            hrefOf={(row) => `/browse?${serializeView({ ...view, row: { kind: "position", row } })}`}
          />
        </main>
      </div>
      <div className={READING_BAR}>
        <span className="shrink-0 max-md:hidden">Reading</span>
        <span className={READING_TRACK} />
      </div>
    </div>
  );
}
