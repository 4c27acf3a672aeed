import type { FirstRows } from "@/lib/ingest/model";
import type { ViewState } from "@/lib/view/model";
import { serializeView } from "@/lib/view/serialize-view";
import { formatBytes } from "../ui/format-number";
import { FirstFacets } from "./first-facets";
import { FirstRowsTable } from "./first-rows-table";

/**
 * What a link shows before any script has run: the frame of the workbench and the first rows of the file, as the server
 * has read them. The workbench takes its place piece by piece, so every measure is one of the workbench.
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
      <header className="flex min-h-10 shrink-0 items-center gap-x-3 border-line border-b px-3 max-md:flex-wrap max-md:pb-1.5">
        <h1 className="shrink-0 font-semibold text-base tracking-tight">Loupe</h1>
        <p className="min-w-0 flex-1 truncate whitespace-pre text-ink-2 max-md:order-last max-md:basis-full">
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
      <div className="flex h-7 shrink-0 items-center gap-3 border-line border-t bg-surface-2 px-3 text-ink-2 text-xs">
        <span className="shrink-0 max-md:hidden">Reading</span>
        <span className="h-1 min-w-8 flex-1 bg-surface-3" />
      </div>
    </div>
  );
}
