"use client";

import { Chip, classNames } from "@/components/ui";
import {
  clearFilters,
  type Filter,
  searchLabel,
  subjectOf,
  type ViewState,
  withoutFilter,
  withSearch,
} from "@/lib/view";

const BAR = "flex shrink-0 items-start gap-2 border-line border-b px-3 py-1.5";

/** Every filter of the view as a chip that removes it. */
export function FilterChips({
  view,
  labelOf,
  onChange,
  hint = null,
}: {
  view: ViewState;
  /** A filter in words. */
  labelOf: (filter: Filter) => string;
  onChange: (view: ViewState) => void;
  /**
   * Stands in the place of the first chip: what is clicked below must not move from under the pointer when it comes.
   * Not on a phone, where the place is dear.
   */
  hint?: string | null;
}) {
  if (view.filters.length === 0 && view.search === "")
    return hint === null ? null : (
      <p className={classNames(BAR, "h-9.25 items-center text-ink-3 text-xs max-md:hidden")}>{hint}</p>
    );
  return (
    <div className={BAR}>
      <ul aria-label="Filters" className="flex min-w-0 flex-1 flex-wrap gap-1.5">
        {view.search === "" ? null : (
          <li className="flex min-w-0 max-w-full">
            <Chip
              label={searchLabel(view.search)}
              removeLabel={`Remove filter ${searchLabel(view.search)}`}
              onRemove={() => onChange(withSearch(view, ""))}
            />
          </li>
        )}
        {view.filters.map((filter) => (
          <li key={subjectOf(filter)} className="flex min-w-0 max-w-full">
            <Chip
              label={labelOf(filter)}
              removeLabel={`Remove filter ${labelOf(filter)}`}
              onRemove={() => onChange(withoutFilter(view, subjectOf(filter)))}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => onChange(clearFilters(view))}
        className="h-6 shrink-0 rounded-sm px-1.5 text-ink-2 text-xs hover:bg-surface-3 hover:text-ink"
      >
        Clear all
      </button>
    </div>
  );
}
