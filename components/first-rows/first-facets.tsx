import { ChevronRight } from "lucide-react";
import type { FirstRows } from "@/lib/ingest/model";
import { chooseFacets } from "../facets/choose-facets";
import { FacetSkeleton } from "../facets/facet-skeleton";
import { columnNames } from "../table/column-names";
import { haveConversations } from "../table/order-columns";

/** As many as a high screen has room for. */
const MOST_FACETS = 24;

/** The names of the facets, and where their values are going to stand. */
export function FirstFacets({ columns, roles, rows }: Omit<FirstRows, "isParquet">) {
  const labels = columnNames(columns);
  return (
    <aside
      aria-hidden
      className="flex w-[265px] shrink-0 flex-col overflow-hidden border-line border-r max-md:hidden"
    >
      <div className="h-11 shrink-0 border-line border-b" />
      {chooseFacets(columns, roles, haveConversations(rows))
        .slice(0, MOST_FACETS)
        .map(({ column, isOpenAtFirst }) => (
          <div key={column.name} className="shrink-0 border-line border-b">
            <p className="flex h-8 items-center gap-1 pl-2 font-medium text-sm">
              <ChevronRight className={`size-3.5 shrink-0 text-ink-3 ${isOpenAtFirst ? "rotate-90" : ""}`} />
              <span className="truncate">{labels.get(column.name) ?? column.name}</span>
            </p>
            {isOpenAtFirst ? (
              <div className="px-3 pb-3">
                <FacetSkeleton />
              </div>
            ) : null}
          </div>
        ))}
    </aside>
  );
}
