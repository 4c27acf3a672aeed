"use client";

import { Search } from "lucide-react";
import { memo, type RefObject, useDeferredValue, useMemo, useState } from "react";
import { AT_ONCE_MS, useHeld } from "@/components/shell/use-held";
import { TextField } from "@/components/ui";
import type { RoleAssignment } from "@/lib/schema";
import { columnsOfFilter, filterLabel, filterOn, isPairFilter, subjectOf, withoutFilter } from "@/lib/view";
import { chooseFacets, type FacetSpec } from "./choose-facets";
import { type CountedView, CountedViewContext, FacetContext, type FacetContextValue } from "./facet-context";
import { choiceFirst } from "./facet-notes";
import { FacetSection } from "./facet-section";
import { FacetSkeleton } from "./facet-skeleton";
import { NumberFacetView } from "./number-facet-view";
import { TextFacetView } from "./text-facet-view";
import { useKeptPlaces } from "./use-kept-places";
import { useQuiet } from "./use-quiet";
import { ValueFacetView } from "./value-facet-view";

/** At most this many facets are laid out at a time; the filter reaches the rest. */
const LISTED = 120;
/** From when on counts that are not looked at may be made new: what a change of the view is about has come by then. */
const QUIET_MS = 1000;

function FacetBody({ spec, label, isAsked }: { spec: FacetSpec; label: string; isAsked: boolean }) {
  switch (spec.kind) {
    case "values":
    case "list":
      return <ValueFacetView spec={spec} isAsked={isAsked} />;
    case "number":
    case "date":
      return <NumberFacetView spec={spec} label={label} isAsked={isAsked} />;
    case "text":
      return <TextFacetView spec={spec} />;
  }
}

interface FacetPanelProps {
  context: FacetContextValue;
  roles: RoleAssignment;
  labels: ReadonlyMap<string, string>;
  /** Whether any of the first rows holds a conversation. */
  haveConversations: boolean;
  /** The box that finds a facet by name. */
  filterRef?: RefObject<HTMLInputElement | null>;
}

/**
 * Facets of all columns, those of roles first. Those on the screen ask the index, and when it is quiet those that were.
 * They are drawn after what a change of the view is about, so that its rows need not wait for them.
 */
export function FacetPanel({
  context,
  countedView,
  isHeld,
  ...others
}: FacetPanelProps & {
  countedView: CountedView;
  /** What is looked at is about to be drawn: facets come after it, as long as it comes soon. */
  isHeld: boolean;
}) {
  const drawn = useDeferredValue(useHeld(context, isHeld, AT_ONCE_MS));
  return (
    <CountedViewContext value={countedView}>
      <Facets context={drawn} {...others} />
    </CountedViewContext>
  );
}

const Facets = memo(function Facets({
  context,
  roles,
  labels,
  haveConversations,
  filterRef,
}: FacetPanelProps) {
  const [filter, setFilter] = useState("");
  const { columns } = context.scope;
  const specs = useMemo(
    () => chooseFacets(columns, roles, haveConversations),
    [columns, roles, haveConversations],
  );
  const labelOf = (spec: FacetSpec) => labels.get(spec.column.name) ?? spec.column.name;
  const ordered = useKeptPlaces(choiceFirst(specs, context.notes), context.keepsPlaces);
  const found = ordered.filter((spec) => labelOf(spec).toLowerCase().includes(filter.trim().toLowerCase()));
  const { view, onEdit } = context;
  const isQuiet = useQuiet(context.scope, QUIET_MS) && context.isReady;
  const pairFilters = view.filters.filter(isPairFilter);

  return (
    <FacetContext value={context}>
      <div className="flex h-full min-h-0 flex-col bg-surface">
        <div className="shrink-0 border-line border-b p-2">
          <TextField
            ref={filterRef}
            type="search"
            aria-label="Find a field"
            placeholder="Find a field"
            icon={<Search aria-hidden />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        </div>
        {/* What gets the focus is not scrolled under the head of its facet. */}
        <div className="min-h-0 flex-1 scroll-pt-8 overflow-y-auto">
          {found.slice(0, LISTED).map((spec) => (
            <FacetSection
              key={spec.column.name}
              label={labelOf(spec)}
              note={context.notes.get(spec.column.name) ?? null}
              isOpenAtFirst={spec.isOpenAtFirst || (filter !== "" && found.length <= 3)}
              keepsPlaces={context.keepsPlaces}
              isQuiet={isQuiet}
              isFiltered={filterOn(view, spec.column.name) !== null}
              together={pairFilters
                .filter((pairs) => columnsOfFilter(pairs).includes(spec.column.name))
                .map((pairs) => ({
                  label: filterLabel(pairs),
                  onRemove: () => onEdit((now) => withoutFilter(now, subjectOf(pairs))),
                }))}
              onClear={() => onEdit((now) => withoutFilter(now, spec.column.name))}
            >
              {(isAsked) => <FacetBody spec={spec} label={labelOf(spec)} isAsked={isAsked} />}
            </FacetSection>
          ))}
          {found.length > LISTED ? (
            <p className="p-3 text-ink-3 text-xs">
              {found.length - LISTED} more fields; type their name above.
            </p>
          ) : null}
          {specs.length === 0 ? (
            <div className="px-3">
              <FacetSkeleton />
              <FacetSkeleton />
            </div>
          ) : found.length === 0 ? (
            <p className="p-3 text-ink-3 text-xs">No field is called that.</p>
          ) : null}
        </div>
      </div>
    </FacetContext>
  );
});
