"use client";

import { useState } from "react";
import { type BrushedMarks, binWords, boundWords, digitsOfBounds, endsOf } from "@/components/charts";
import { constantWords, formatCount, formatUnits } from "@/components/ui";
import { boundNumber, boundsOfBins, edgesOfBins } from "@/lib/overview";
import { type NumberFacet, numberFacet } from "@/lib/query";
import type { ColumnType } from "@/lib/schema";
import {
  filterOn,
  isReached,
  type Pick,
  pickRange,
  rangesLabel,
  stateOfRange,
  type ViewState,
  withEnd,
  withRanges,
} from "@/lib/view";
import { BoundField } from "./bound-field";
import { boundsBetween, edgeOf, edgesOf, handleWords } from "./bounds";
import type { FacetSpec } from "./choose-facets";
import { useFacetContext } from "./facet-context";
import { NO_VALUE } from "./facet-notes";
import { FacetSkeleton } from "./facet-skeleton";
import { type BinMark, Histogram } from "./histogram";
import { RangeSlider } from "./range-slider";
import { useFacetAnswer } from "./use-facet-answer";
import { useFacetNote } from "./use-facet-note";

/** Why there is no range to choose; null when there is one. */
function noteOf(facet: NumberFacet, words: (value: number) => string): string | null {
  if (facet.min === null || facet.max === null || edgesOf(facet).length < 2) return NO_VALUE;
  return constantNote(facet, words);
}

/** That all rows have the same; null where they have not. */
function constantNote({ only, emptyTotal }: NumberFacet, words: (value: number) => string): string | null {
  return only === null ? null : constantWords(only, emptyTotal > 0, words);
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
  isAsked,
}: {
  spec: FacetSpec;
  label: string;
  isAsked: boolean;
}) {
  const { scope, keyWithout, view, onEdit } = useFacetContext();
  const { column } = spec;
  const key = JSON.stringify([keyWithout(column.name), column.name, column.type]);
  const { answer, isBehind } = useFacetAnswer(column.name, isAsked ? key : null, async (engine, signal) => {
    const facet = await numberFacet(engine, scope, column.name, undefined, signal);
    return { facet, rows: facet.bins.reduce((sum, { total }) => sum + total, facet.emptyTotal) };
  });
  /** A change that is under way: the bars show it at once, the view changes when it is done. */
  const [draft, setDraft] = useState<((view: ViewState) => ViewState) | null>(null);

  const facet = answer.value?.facet ?? null;
  const filter = filterOn(view, column.name);
  const drafted = draft === null ? filter : filterOn(draft(view), column.name);
  const digits = facet === null ? undefined : digitsOfBounds(edgesOf(facet));
  const words = (value: number) => boundWords(value, column.type, digits);
  const note = facet === null || filter !== null ? null : noteOf(facet, words);
  useFacetNote(column.name, note);

  if (answer.error !== null) return <p className="text-problem text-xs">{answer.error}</p>;
  if (facet === null) return <FacetSkeleton />;
  const edges = edgesOf(facet);
  if (facet.min === null || facet.max === null || edges.length < 2) {
    return <p className="text-ink-3 text-xs">{NO_VALUE}</p>;
  }
  // One value has no range to drag over, but rows with it can still be told from rows without.
  const constant = constantNote(facet, words);

  // The boxes and the handles hold the outer ends of several ranges.
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
  const isWhole = column.type === "integer" || column.type === "date";

  const pickEdges = edgesOfBins(facet, column.type);
  const marks = facet.bins.map((bin, place): BinMark => {
    const isLast = place === last - 1;
    const bounds = boundsOfBins(pickEdges, place, place, column.type);
    return {
      name: binWords(bin.start, pickEdges[place + 1] ?? bin.end, column.type, isLast, digits),
      state: stateOfRange(drafted, bounds, column.type),
      isShown: isReached(drafted, bounds, column.type),
    };
  });

  /** What the handles ask for: an end whose handle was not moved stays as it was typed. */
  function between(nextFrom: number, nextTo: number) {
    const bounds = boundsBetween(edges, nextFrom, nextTo, column.type);
    return (now: ViewState) => {
      const moved = nextFrom === from ? now : withEnd(now, column, "min", bounds.min);
      return nextTo === to ? moved : withEnd(moved, column, "max", bounds.max);
    };
  }

  function brush(range: BrushedMarks | null, isDone: boolean, pick: Pick) {
    if (range === null) return setDraft(null);
    const { first, last: end } = endsOf(range);
    const bounds = boundsOfBins(pickEdges, first, end, column.type);
    edit(
      (now) =>
        pick === "only" ? withRanges(now, column, [bounds], false) : pickRange(now, column, bounds, pick),
      isDone,
    );
  }

  function edit(change: (now: ViewState) => ViewState, isDone: boolean) {
    setDraft(isDone ? null : () => change);
    if (isDone) onEdit(change);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a histogram with its handles is no set of form fields
    <div role="group" aria-label={`${label} range`} aria-busy={isBehind} className="aria-busy:opacity-50">
      {constant !== null ? (
        <p className="text-ink-3 text-xs">{constant}</p>
      ) : (
        <>
          <Histogram
            label={`${label} histogram`}
            {...{ facet, marks }}
            onPick={(bin, pick) => {
              const bounds = boundsOfBins(pickEdges, bin, bin, column.type);
              onEdit((now) => pickRange(now, column, bounds, pick));
            }}
            onBrush={brush}
          />
          <RangeSlider
            last={last}
            from={from}
            to={to}
            words={(edge, end) =>
              end === "max" && edge === last
                ? `up to ${words(facet.max ?? 0)}`
                : handleWords(edges, edge, end, column.type, words)
            }
            onDrag={(nextFrom, nextTo) => edit(between(nextFrom, nextTo), false)}
            onCommit={(nextFrom, nextTo) => edit(between(nextFrom, nextTo), true)}
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
          onCommit={(bound) => onEdit((now) => withEnd(now, column, "min", bound))}
        />
        <span className="text-ink-3 text-xs">to</span>
        <BoundField
          label="To"
          end="max"
          bound={max}
          placeholder={words(facet.max)}
          type={column.type}
          onCommit={(bound) => onEdit((now) => withEnd(now, column, "max", bound))}
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
          {facet.isLog ? "Values on a logarithmic axis" : ""}
          {facet.isLog && facet.emptyTotal > 0 ? " · " : ""}
          {facet.emptyTotal > 0
            ? `${formatCount(facet.emptySelected)} of ${formatUnits(facet.emptyTotal, "row")} without a value${filter === null ? " in view" : ", this filter aside"}`
            : ""}
        </p>
      ) : null}
    </div>
  );
}
