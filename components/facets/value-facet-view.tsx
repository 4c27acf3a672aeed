"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDownAZ, ArrowDownWideNarrow, Search } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { Button, formatCount, IconButton, Select, Switch, TextField } from "@/components/ui";
import { countRows, distinctValues, engineOf, type FacetValue, listFacet, valueFacet } from "@/lib/query";
import {
  filterOn,
  filtersWithout,
  isLeftOut,
  isOnlyWithout,
  pickItem,
  pickValue,
  selectListValues,
  selectValues,
  toggleListValue,
  toggleValue,
  withExclude,
  withGroupedTeachers,
  withListMatch,
} from "@/lib/view";
import type { FacetSpec } from "./choose-facets";
import { CutHint, useCutHint } from "./cut-hint";
import { cutNames } from "./cut-names";
import { useFacetContext } from "./facet-context";
import { NO_VALUE } from "./facet-notes";
import { FacetSkeleton } from "./facet-skeleton";
import { wholeWords } from "./share-words";
import { useFacetAnswer } from "./use-facet-answer";
import { useFacetNote } from "./use-facet-note";
import { useValueStops } from "./use-value-stops";
import { VALUE_PX, ValueRow, valueName } from "./value-row";

const SHORT = 8;
const TALL = 14;
/** Values fetched at a time; scrolling to the last fetches more. */
const BATCH = 5000;
/** A link has to hold every selected value. */
const SELECT_ALL_MAX = 500;

const NOTHING: readonly (string | null)[] = [];

function namedFirst(values: readonly FacetValue[], named: readonly (string | null)[]): readonly FacetValue[] {
  if (named.length === 0) return values;
  const first = values.filter((item) => named.includes(item.value));
  return [...first, ...values.filter((item) => !named.includes(item.value))];
}

/** Values of a column, or items of a list column: counted, searched, ordered, ticked. */
export function ValueFacetView({ spec, isAsked }: { spec: FacetSpec; isAsked: boolean }) {
  const { dataset, scope, keyWithout, isReady, view, onEdit } = useFacetContext();
  const { column, role, kind } = spec;
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<"count" | "name">(role === "labels" ? "name" : "count");
  const [isTall, setTall] = useState(false);
  const [limit, setLimit] = useState(BATCH);
  const scroller = useRef<HTMLDivElement>(null);

  const isGrouped = role === "teacher" && view.groupTeachers;
  const key = JSON.stringify([
    keyWithout(column.name),
    column.name,
    search,
    order,
    limit,
    isGrouped,
    column.type,
  ]);
  const { answer, isBehind } = useFacetAnswer(column.name, isAsked ? key : null, async (engine, signal) => {
    const ask = kind === "list" ? listFacet : valueFacet;
    const others = filtersWithout(scope.view.filters, [column.name]);
    const around = { ...scope, view: { ...scope.view, filters: others } };
    const [facet, counts] = await Promise.all([
      ask(engine, scope, column.name, { search, order, limit }, signal),
      countRows(engine, around, signal),
    ]);
    const left = {
      rows: counts.inView,
      hasFilters: others.length > 0,
      hasSearch: scope.matches !== null,
    };
    return { facet, left, rows: counts.total };
  });

  const hint = useCutHint();
  const facet = answer.value?.facet ?? null;
  const left = answer.value?.left ?? null;
  const isFoundInPart = answer.value?.isFoundInPart ?? false;
  const filter = filterOn(view, column.name);
  const named = filter?.kind === "one-of" || filter?.kind === "list" ? filter : null;
  const namedValues =
    named === null ? NOTHING : named.kind === "list" ? [...named.values, ...named.without] : named.values;
  // Values that the filter names stand first, but only from the next answer on: a value must not jump away under the pointer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const values = useMemo(() => namedFirst(facet?.values ?? [], namedValues), [facet]);
  const cuts = useMemo(() => cutNames(values.map(({ value }) => valueName(value))), [values]);
  const distinct = facet?.distinct ?? 0;
  const marked: ReadonlySet<string | null> = new Set(namedValues);
  const markOf = (value: string | null) =>
    !marked.has(value) ? null : isLeftOut(filter, value) ? "left-out" : "ticked";
  const isOfBothWays = filter?.kind === "list" && filter.values.length > 0 && filter.without.length > 0;
  const largestTotal = values.reduce((most, item) => Math.max(most, item.total), 1);
  const isLong = distinct > SHORT || search !== "";
  const shownRows = Math.min(values.length, isTall || search !== "" ? TALL : SHORT);

  const stops = useValueStops(scroller, values);
  const virtual = useVirtualizer({
    count: values.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => VALUE_PX,
    overscan: 4,
    rangeExtractor: stops.rangeExtractor,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1);
  if (last && last.index >= limit - 1 && distinct > limit) setLimit(limit + BATCH);

  const onToggle = useCallback(
    (value: string | null) => {
      if (kind === "list") {
        if (value !== null) onEdit((now) => toggleListValue(now, column.name, value));
      } else onEdit((now) => toggleValue(now, column.name, value));
    },
    [kind, column.name, onEdit],
  );

  const onLeaveOut = useCallback(
    (value: string | null) => {
      if (kind !== "list") onEdit((now) => pickValue(now, column.name, value, "exclude"));
      else if (value !== null) onEdit((now) => pickItem(now, column.name, value, "exclude"));
    },
    [kind, column.name, onEdit],
  );

  async function selectAllFound() {
    const engine = engineOf(await dataset.engine(), scope, [column.name]);
    const found = await distinctValues(engine, scope, column.name, search);
    if (kind === "list") {
      const named = found.filter((value) => value !== null);
      onEdit((now) => selectListValues(now, column.name, named));
    } else onEdit((now) => selectValues(now, column.name, found));
  }

  const hasValue = distinct > 1 || (facet?.values.some((item) => item.value !== null) ?? false);
  const isEmpty = facet !== null && !hasValue && search === "" && filter === null;
  useFacetNote(column.name, isEmpty ? NO_VALUE : null);

  if (answer.error !== null) return <p className="text-problem text-xs">{answer.error}</p>;
  if (facet === null) return <FacetSkeleton />;
  if (isEmpty) return <p className="text-ink-3 text-xs">{NO_VALUE}</p>;

  return (
    <>
      <div className="mb-1 flex items-center gap-1 empty:hidden">
        {isLong ? (
          <TextField
            size="sm"
            type="search"
            aria-label="Find a value"
            placeholder={`Find among ${formatCount(distinct)}`}
            icon={<Search aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            className="flex-1"
          />
        ) : null}
        {isLong ? (
          <IconButton
            size="sm"
            className="ml-auto"
            label={order === "count" ? "Order by name" : "Order by count"}
            icon={order === "count" ? <ArrowDownAZ /> : <ArrowDownWideNarrow />}
            onClick={() => setOrder(order === "count" ? "name" : "count")}
          />
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: values are no form fields */}
      <div
        ref={scroller}
        role="group"
        aria-label="Values"
        aria-busy={isBehind}
        onKeyDown={stops.onKeyDown}
        onFocus={(event) => {
          stops.onFocus(event);
          hint.handlers.onFocus(event);
        }}
        onBlur={hint.handlers.onBlur}
        className="@container -mx-1 overflow-y-auto px-1 aria-busy:opacity-50"
        // The bar of the last value stands on the lower edge, which rounding may cut off.
        style={{ height: Math.max(shownRows, 1) * VALUE_PX + 2 }}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const value = values[item.index];
            if (!value) return null;
            return (
              <div
                key={value.value === null ? "null" : `=${value.value}`}
                data-place={item.index}
                className="absolute inset-x-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ValueRow
                  item={value}
                  cutAt={cuts.get(valueName(value.value)) ?? 0}
                  mark={markOf(value.value)}
                  isModel={role === "teacher"}
                  rowsInView={left?.rows ?? null}
                  whole={left === null ? "" : wholeWords({ ...left, isFinal: isReady && !isFoundInPart })}
                  isPart={left !== null && (left.hasFilters || left.hasSearch)}
                  largestTotal={largestTotal}
                  isStop={item.index === stops.place}
                  onToggle={onToggle}
                  onLeaveOut={onLeaveOut}
                />
              </div>
            );
          })}
        </div>
        <CutHint hint={hint} />
        {values.length === 0 ? <p className="py-1 text-ink-3 text-xs">No value contains “{search}”</p> : null}
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-1.5 empty:hidden">
        {distinct > SHORT && search === "" ? (
          <Button size="sm" variant="quiet" className="-ml-1.5" onClick={() => setTall(!isTall)}>
            {isTall ? "Show fewer" : `Show all ${formatCount(distinct)}`}
          </Button>
        ) : null}
        {search !== "" && distinct > 0 && distinct <= SELECT_ALL_MAX ? (
          <Button size="sm" onClick={() => void selectAllFound()}>
            Select all {formatCount(distinct)} found
          </Button>
        ) : null}
        {search !== "" && distinct > SELECT_ALL_MAX ? (
          <span className="text-ink-3 text-xs">
            {formatCount(distinct)} found; up to {SELECT_ALL_MAX} can be selected at once
          </span>
        ) : null}
        {filter?.kind === "list" ? (
          <Select
            size="sm"
            aria-label="Rows with"
            value={isOnlyWithout(filter) ? "none" : filter.match}
            options={[
              { value: "any", label: "any of the ticked" },
              { value: "all", label: "all of the ticked" },
              { value: "none", label: `none of ${isOfBothWays ? "these" : "the ticked"}` },
            ]}
            onValueChange={(match) => onEdit((now) => withListMatch(now, column.name, match))}
          />
        ) : null}
        {isOfBothWays ? <span className="text-ink-2 text-xs">and none of the crossed</span> : null}
        {filter?.kind === "one-of" ? (
          <Switch
            checked={filter.exclude}
            onCheckedChange={(exclude) => onEdit((now) => withExclude(now, column.name, exclude))}
          >
            Exclude the ticked
          </Switch>
        ) : null}
        {(role === "teacher" && values.some((item) => /[:@]/.test(valueName(item.value)))) || isGrouped ? (
          <Switch
            checked={view.groupTeachers}
            onCheckedChange={(isOn) => onEdit((now) => withGroupedTeachers(now, isOn, scope.teacherColumns))}
          >
            Group by model
          </Switch>
        ) : null}
      </div>
    </>
  );
}
