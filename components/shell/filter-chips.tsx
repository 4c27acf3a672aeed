"use client";

import { X } from "lucide-react";
import { classNames } from "@/components/ui";
import {
  clearFilters,
  filterLabel,
  searchLabel,
  subjectOf,
  type ViewState,
  withoutFilter,
  withSearch,
} from "@/lib/view";

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <li className="flex h-6 min-w-0 max-w-full items-center rounded-sm bg-accent-soft text-accent text-xs">
      <span className="truncate pl-2" title={label}>
        {label}
      </span>
      <button
        type="button"
        aria-label={`Remove filter ${label}`}
        onClick={onRemove}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-accent hover:text-on-accent"
      >
        <X aria-hidden className="size-3" />
      </button>
    </li>
  );
}

const BAR = "flex shrink-0 items-start gap-2 border-line border-b px-3 py-1.5";

/** Every filter of the view as a chip that removes it. */
export function FilterChips({
  view,
  onChange,
  hint = null,
}: {
  view: ViewState;
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
          <Chip label={searchLabel(view.search)} onRemove={() => onChange(withSearch(view, ""))} />
        )}
        {view.filters.map((filter) => (
          <Chip
            key={subjectOf(filter)}
            label={filterLabel(filter)}
            onRemove={() => onChange(withoutFilter(view, subjectOf(filter)))}
          />
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
