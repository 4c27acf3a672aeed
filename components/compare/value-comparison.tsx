"use client";

import { useMemo, useState } from "react";
import { useNearViewport } from "@/components/reader";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { Button, formatCount, formatNumber, Select } from "@/components/ui";
import { type PairedValue, pairValues } from "@/lib/compare";
import { boundNumber, boundsOfBins, chartOf, chooseCharts } from "@/lib/overview";
import { countValues, type Distribution } from "@/lib/query";
import { compareNumbers, type NumberComparison, type Side } from "@/lib/query/compare";
import { type Column, elementType, type RoleAssignment } from "@/lib/schema";
import {
  type CompareOrder,
  filterOn,
  type Pick,
  pickItem,
  pickRange,
  pickValue,
  stateOfRange,
  stateOfValue,
} from "@/lib/view";
import { CompareSection } from "./compare-section";
import type { CompareContext, ComparedSide } from "./model";
import { type PairedBar, PairedBars } from "./paired-bars";

const FOLDED = 12;
const BINS = 20;

const ORDERS: readonly { value: CompareOrder; label: string }[] = [
  { value: "difference", label: "Largest difference first" },
  { value: "count", label: "Most frequent in A first" },
  { value: "name", label: "By name" },
];

interface ChartedColumn {
  column: Column;
  kind: "values" | "histogram";
  /** The only side that has the column; null where both have. */
  onlyIn: ComparedSide["name"] | null;
}

/** Columns that a chart suits, in the order of A's overview; those of B alone after them, in that of B's. */
function chartedColumns(a: ComparedSide, b: ComparedSide): ChartedColumn[] {
  const ofA = chartedOf(a, b);
  const known = new Set(a.side.scope.columns.map((column) => column.name));
  return [...ofA, ...chartedOf(b, a).filter(({ column }) => !known.has(column.name))];
}

function chartedOf(
  { name: side, side: { scope }, roles }: ComparedSide,
  other: ComparedSide,
): ChartedColumn[] {
  const others = new Set(other.side.scope.columns.map((column) => column.name));
  const names = chooseCharts(scope.columns, roles).flatMap((chart) => chart.columns);
  return [...new Set(names)].flatMap((name) => {
    const column = scope.columns.find((candidate) => candidate.name === name);
    const kind = column === undefined ? null : chartOf(column, isNamed(name, roles));
    if (column === undefined || kind === null) return [];
    return [{ column, kind, onlyIn: others.has(name) ? null : side }];
  });
}

/** What is counted where a side has no such column. */
const NOTHING: Distribution = { values: [], distinct: 0, named: 0, total: 0 };

function isNamed(name: string, roles: RoleAssignment): boolean {
  return [roles.category, roles.teacher, roles.source].some((columns) => columns?.includes(name));
}

/** Every field that a chart suits, A and B side by side on one scale. */
export function ValueComparisonView({
  a,
  b,
  context,
}: {
  a: ComparedSide;
  b: ComparedSide;
  context: CompareContext;
}) {
  const { view, onChange } = context;
  const { compare } = view;
  const order = compare?.order ?? "difference";
  const charts = useMemo(() => chartedColumns(a, b), [a, b]);
  return (
    <CompareSection
      title="Values"
      note="Shares of A and of B on one scale; pp are percentage points from A to B."
      tools={
        <Select
          aria-label="Order of values"
          value={order}
          options={ORDERS}
          onValueChange={(next) => {
            if (compare !== null) onChange({ ...view, compare: { ...compare, order: next } });
          }}
        />
      }
    >
      <div className="columns-[26rem] gap-3">
        {charts.map(({ column, kind, onlyIn }) => (
          <ValueFigure
            key={column.name}
            {...{ a, b, context, column, kind, onlyIn, order }}
            title={context.labels.get(column.name) ?? column.name}
          />
        ))}
      </div>
    </CompareSection>
  );
}

type Answer =
  | { kind: "values"; a: Distribution; b: Distribution }
  | { kind: "numbers"; numbers: NumberComparison };

/** A side without the filters on a column: a chart shows what its other values would give. */
function sideWithout({ side }: ComparedSide, column: string): Side {
  const { view } = side.scope;
  const filters = view.filters.filter((filter) => filter.column !== column);
  return { ...side, scope: { ...side.scope, view: { ...view, filters } } };
}

function ValueFigure({
  a,
  b,
  context,
  column,
  kind,
  onlyIn,
  order,
  title,
}: ChartedColumn & {
  a: ComparedSide;
  b: ComparedSide;
  context: CompareContext;
  order: CompareOrder;
  title: string;
}) {
  const [isWhole, setWhole] = useState(false);
  const question = JSON.stringify([a.key, b.key, b.side.place, column.name]);
  const { view, onChange } = context;
  // Charts far down the page are counted when someone comes near them.
  const [figure, isNear] = useNearViewport<HTMLElement>(true);
  const answer = useLiveQuery<Answer | null>(a.dataset, isNear ? question : null, 0, async (_, signal) => {
    const sideA = sideWithout(a, column.name);
    const sideB = sideWithout(b, column.name);
    if (kind === "histogram") {
      const numbers = await compareNumbers(sideA, sideB, column.name, BINS, signal);
      return numbers === null ? null : { kind: "numbers", numbers };
    }
    const request = { order: "number", files: 1 } as const;
    const countOn = ({ engine, scope }: Side) => countValues(engine, scope, column.name, request, signal);
    const left = onlyIn === "B" ? NOTHING : await countOn(sideA);
    const right = onlyIn === "A" ? NOTHING : await countOn(sideB);
    return left === null || right === null ? null : { kind: "values", a: left, b: right };
  });
  const { value } = answer;
  const pairs = useMemo(() => (value === null ? [] : barsOf(value, order)), [value, order]);
  const filter = filterOn(view, column.name);
  const edges = value?.kind === "numbers" ? value.numbers.edges : null;
  const rangeOf = (bin: string) => boundsOfBins(edges ?? [], Number(bin), Number(bin), column.type);
  const bars = pairs.map((pair): PairedBar => {
    if (edges === null) return { ...pair, state: stateOfValue(filter, pair.value) };
    if (pair.value === null) return { ...pair, state: null };
    const { min, max } = rangeOf(pair.value);
    const range = { start: boundNumber(min ?? 0), end: boundNumber(max ?? 0) };
    return { ...pair, state: stateOfRange(filter, range, boundNumber) };
  });
  const pick = ({ value: picked }: PairedBar, way: Pick) => {
    if (edges !== null) {
      if (picked !== null) onChange(pickRange(view, column.name, rangeOf(picked), way));
    } else if (elementType(column.type) === null) onChange(pickValue(view, column.name, picked, way));
    else if (picked !== null) onChange(pickItem(view, column.name, picked, way));
  };
  if (answer.key === question && value === null && answer.error === null) return null;
  const shown = isWhole || value?.kind === "numbers" ? bars : bars.slice(0, FOLDED);
  return (
    <figure
      ref={figure}
      aria-label={title}
      aria-busy={answer.isPending}
      className="mb-3 flex min-h-28 min-w-0 break-inside-avoid flex-col rounded-md border border-line bg-surface px-3 pt-1.5 pb-2.5"
    >
      <figcaption className="flex min-h-7 items-center gap-2">
        <h4 className="min-w-0 truncate font-semibold text-sm" title={title}>
          {title}
        </h4>
        {onlyIn === null ? null : <span className="shrink-0 text-ink-3 text-xs">only in {onlyIn}</span>}
        <span className="flex-1" />
        <Legend />
      </figcaption>
      {answer.error === null ? null : <p className="text-problem text-xs">{answer.error}</p>}
      <PairedBars label={`${title}, A and B`} bars={shown} onPick={onlyIn === "B" ? null : pick} />
      {shown.length < bars.length || (isWhole && bars.length > FOLDED) ? (
        <Button
          variant="quiet"
          size="sm"
          className="-ml-1.5 mt-1 self-start"
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? `Show the first ${FOLDED}` : `${formatCount(bars.length - shown.length)} more`}
        </Button>
      ) : null}
    </figure>
  );
}

function Legend() {
  return (
    <span aria-hidden className="flex shrink-0 items-center gap-2 text-ink-2 text-xs">
      <span className="flex items-center gap-1">
        <span className="size-2 bg-side-a" />A
      </span>
      <span className="flex items-center gap-1">
        <span className="size-2 bg-side-b" />B
      </span>
    </span>
  );
}

function barsOf(answer: Answer, order: CompareOrder): (PairedValue & { name: string })[] {
  if (answer.kind === "values") {
    return pairValues(answer.a, answer.b, order).map((pair) => ({ ...pair, name: nameOf(pair.value) }));
  }
  const { edges, a, b, emptyA, emptyB } = answer.numbers;
  const wholeA = a.reduce((sum, count) => sum + count, emptyA);
  const wholeB = b.reduce((sum, count) => sum + count, emptyB);
  const pair = (value: string | null, countA: number, countB: number): PairedValue => ({
    ...{ value, a: countA, b: countB },
    shareA: wholeA === 0 ? 0 : countA / wholeA,
    shareB: wholeB === 0 ? 0 : countB / wholeB,
  });
  const bins = a.map((count, bin) => ({
    ...pair(String(bin), count, b[bin] ?? 0),
    name: binName(edges[bin] ?? 0, edges[bin + 1] ?? 0, bin === a.length - 1),
  }));
  const empty = emptyA + emptyB === 0 ? [] : [{ ...pair(null, emptyA, emptyB), name: "no value" }];
  // Bins keep their order whatever is asked: the picture is their course.
  return [...bins.filter((bar) => bar.a + bar.b > 0), ...empty];
}

function binName(start: number, end: number, isLast: boolean): string {
  const isWholeNumber = Number.isInteger(start) && end - start === 1;
  if (isWholeNumber) return formatNumber(start);
  return isLast
    ? `${formatNumber(start)} to ${formatNumber(end)}`
    : `${formatNumber(start)} to <${formatNumber(end)}`;
}

function nameOf(value: string | null): string {
  if (value === null) return "no value";
  return value === "" ? "empty text" : value;
}
