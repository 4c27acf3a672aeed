"use client";

import { useState } from "react";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { formatCount, formatNumber, formatUnits } from "@/components/ui";
import { boundNumber, boundsOfBins } from "@/lib/overview";
import { engineOf, type NumberFacet, numberFacet } from "@/lib/query";
import type { ColumnType } from "@/lib/schema";
import { filterOn, isReached, rangesLabel, withBounds } from "@/lib/view";
import { BoundField } from "./bound-field";
import { boundsBetween, edgeOf, edgesOf, handleWords } from "./bounds";
import type { FacetSpec } from "./choose-facets";
import { useFacetContext } from "./facet-context";
import { NO_VALUE } from "./facet-notes";
import { Histogram } from "./histogram";
import { RangeSlider } from "./range-slider";
import { useFacetNote } from "./use-facet-note";
import { FacetSkeleton } from "./value-facet-view";

/** Why there is no range to choose; null when there is one. */
function noteOf(facet: NumberFacet, words: (value: number) => string): string | null {
  if (facet.min === null || facet.max === null || edgesOf(facet).length < 2) return NO_VALUE;
  return facet.min === facet.max ? constantNote(facet, words) : null;
}

function constantNote(facet: NumberFacet, words: (value: number) => string): string {
  return `${facet.emptyTotal === 0 ? "Every row has" : "Every row with a value has"} ${words(facet.min ?? 0)}`;
}

/** Where a bound stands on the axis; null for none, and for text that is no date. */
function placeOf(bound: number | string | null): number | null {
  const value = bound === null ? Number.NaN : boundNumber(bound);
  return Number.isNaN(value) ? null : value;
}

const DAY_MS = 86_400_000;

/** Where the values up to an inclusive bound end on the axis: whole numbers and days reach up to the next. */
function endOf(bound: number | string | null, type: ColumnType): number | null {
  const place = placeOf(bound);
  if (place === null) return null;
  return type === "integer" ? Math.floor(place) + 1 : type === "date" ? place + DAY_MS : place;
}

/** Numbers or dates: a histogram with two handles and typed bounds, both ends inclusive. */
export function NumberFacetView({
  spec,
  label,
  isVisible,
}: {
  spec: FacetSpec;
  label: string;
  isVisible: boolean;
}) {
  const { dataset, scope, keyWithout, revisionOf, hasIndex, view, onEdit } = useFacetContext();
  const { column } = spec;
  const key = JSON.stringify([keyWithout(column.name), column.name, column.type]);
  const answer = useLiveQuery(
    dataset,
    isVisible && hasIndex ? key : null,
    revisionOf([column.name]),
    (engine, signal) =>
      numberFacet(engineOf(engine, scope, [column.name]), scope, column.name, undefined, signal),
  );
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);

  const facet = answer.value;
  const filter = filterOn(view, column.name);
  const words = (value: number) =>
    spec.kind === "date"
      ? new Date(value)
          .toISOString()
          .slice(0, column.type === "date" ? 10 : 16)
          .replace("T", " ")
      : formatNumber(value, 4);
  const note = facet === null || filter !== null ? null : noteOf(facet, words);
  useFacetNote(column.name, note);

  if (answer.error !== null) return <p className="text-problem text-xs">{answer.error}</p>;
  if (facet === null) return <FacetSkeleton />;
  const edges = edgesOf(facet);
  if (facet.min === null || facet.max === null || edges.length < 2) {
    return <p className="text-ink-3 text-xs">{NO_VALUE}</p>;
  }
  // One value has no range to drag over, but rows with it can still be told from rows without.
  const isConstant = facet.min === facet.max;

  // The boxes and the handles hold what is around several ranges: to move an end makes them one.
  const ranges = filter?.kind === "ranges" ? filter.ranges : [];
  const isOneRange = ranges.length === 1 && filter?.kind === "ranges" && !filter.exclude;
  const around = filter?.kind === "ranges" && filter.exclude ? [] : ranges;
  const min = around[0]?.min ?? null;
  const max = around.at(-1)?.max ?? null;
  const last = edges.length - 1;
  const low = placeOf(min);
  const high = endOf(max, column.type);
  const from = low === null ? 0 : Math.min(edgeOf(edges, low, "min"), last - 1);
  const to = high === null ? last : Math.max(edgeOf(edges, high, "max"), from + 1);
  const [shownFrom, shownTo] = drag ?? [from, to];
  const isWhole = column.type === "integer" || column.type === "date";

  function isShown(bin: number): boolean {
    if (drag !== null || isOneRange) return bin >= shownFrom && bin < shownTo;
    return isReached(filter, boundsOfBins(edges, bin, bin, column.type), column.type);
  }

  function commit(nextFrom: number, nextTo: number) {
    const bounds = boundsBetween(edges, nextFrom, nextTo, column.type);
    setDrag(null);
    onEdit((now) => withBounds(now, column.name, bounds.min, bounds.max));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a histogram with its handles is no set of form fields
    <div role="group" aria-label={`${label} range`}>
      {isConstant ? (
        <p className="text-ink-3 text-xs">{constantNote(facet, words)}</p>
      ) : (
        <>
          <Histogram facet={facet} isShown={isShown} words={words} />
          <RangeSlider
            last={last}
            from={from}
            to={to}
            words={(edge, end) =>
              end === "max" && edge === last
                ? `up to ${words(facet.max ?? 0)}`
                : handleWords(edges, edge, end, column.type, words)
            }
            onDrag={(nextFrom, nextTo) => setDrag([nextFrom, nextTo])}
            onCommit={commit}
          />
        </>
      )}
      <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
        <BoundField
          label="From"
          end="min"
          bound={min}
          placeholder={words(isWhole ? Math.ceil(facet.min) : facet.min)}
          type={column.type}
          onCommit={(bound) => onEdit((now) => withBounds(now, column.name, bound, max))}
        />
        <span className="text-ink-3 text-xs">to</span>
        <BoundField
          label="To"
          end="max"
          bound={max}
          placeholder={words(facet.max)}
          type={column.type}
          onCommit={(bound) => onEdit((now) => withBounds(now, column.name, min, bound))}
        />
      </div>
      {filter?.kind === "ranges" && !isOneRange ? (
        <p className="mt-1 text-ink-2 text-xs">
          {filter.exclude ? "All but " : ""}
          {ranges.length > 1 ? `${ranges.length} ranges: ` : ""}
          {rangesLabel(ranges)}
        </p>
      ) : null}
      {facet.isLog || facet.emptyTotal > 0 ? (
        <p className="mt-1 text-ink-3 text-xs">
          {facet.isLog ? "Log scale" : ""}
          {facet.isLog && facet.emptyTotal > 0 ? " · " : ""}
          {facet.emptyTotal > 0
            ? `${formatCount(facet.emptySelected)} of ${formatUnits(facet.emptyTotal, "row")} without a value in view`
            : ""}
        </p>
      ) : null}
    </div>
  );
}
