"use client";

import { ArrowDownWideNarrow } from "lucide-react";
import { memo, useRef, useState } from "react";
import { pendingWords } from "@/components/shell/pending-words";
import { useLastingCallback } from "@/components/ui";
import { withSetting } from "@/lib/overview";
import { type ComparedChart, compareChart, heldFilters } from "@/lib/query/compare";
import { arePending, type Column, OWN_COLUMNS } from "@/lib/schema";
import { type ChartRef, columnsOfFilter } from "@/lib/view";
import type { RoundAnswer } from "./ask-round";
import { UNFOLDED_VALUES } from "./breakdown-view";
import { IconSwitch, SettingToggle, TableSwitch } from "./chart-card";
import { ChartFigure, ChartSkeleton } from "./chart-figure";
import { ChartMenu, type ChartMoves } from "./chart-menu";
import { chartTitle } from "./chart-words";
import type { ComparedContext } from "./compared-side";
import type { EditChart } from "./edit-chart";
import { FoldedBars } from "./folded-bars";
import { pairedHitTable } from "./hit-rate-table";
import { NumberTable } from "./number-table";
import { useOverviewContext } from "./overview-context";
import { hasOwnFilter, OWN_ASIDE } from "./own-filter";
import { hasWholes } from "./paired-bars";
import { PairedCrossView } from "./paired-cross-view";
import { PairedHitRate } from "./paired-hit-rate";
import { brushLines, pairedLines } from "./paired-lines";
import { BY_DIFFERENCE, hasOwnOrder } from "./paired-order";
import { pairedCrossTable, pairedHitNumbers, pairedTable } from "./paired-table";
import { PairedWordCount } from "./paired-word-count";
import { rowsInWords } from "./picture-words";
import { numberSide, typeDifference } from "./type-words";

/** One chart of two sides on one scale, with what can be done with it. */
export const PairedCard = memo(function PairedCard({
  chart,
  compared,
  answer,
  onEdit,
  moves,
}: {
  chart: ChartRef;
  compared: ComparedContext;
  answer: RoundAnswer<ComparedChart | null> | null;
  onEdit: EditChart;
  moves: ChartMoves | null;
}) {
  const { labels, view, onEdit: onEditView, labelLengths } = useOverviewContext();
  const figure = useRef<HTMLElement>(null);
  const [isTable, setTable] = useState(false);
  const { a, b, order, lengthsB } = compared;
  const title = chartTitle(chart, labels);
  // A field of two types has numbers on one side only: the chart is of that side.
  const lead = numberSide(chart, a, b);
  const columns = joinColumns(lead.side.scope.columns, (lead === a ? b : a).side.scope.columns);
  const typeWords = typeDifference(chart, a, b);
  const isOf = (side: typeof a, name: string) =>
    side.side.scope.columns.some((column) => column.name === name);
  const isOfA = (name: string) => lead === a && isOf(a, name);
  const onlyIn = chart.columns.some((name) => !isOf(b, name))
    ? "A"
    : chart.columns.every((name) => isOf(a, name))
      ? null
      : "B";
  const value = answer?.value ?? null;
  const filtersB = view.compare?.filters ?? view.filters;
  const linesOf = (found: Exclude<ComparedChart, { kind: "cross" }>) => {
    const lines = pairedLines(found, { chart, view, filtersB, onEdit: onEditView, columns, isOfA, order });
    const isLone = typeWords !== null && found.kind === "numbers";
    return isLone
      ? lines.map((line) => ({ ...line, lone: lead === a ? ("a" as const) : ("b" as const) }))
      : lines;
  };
  const tableOf = (found: ComparedChart) =>
    found.kind === "cross"
      ? pairedCrossTable(chart, found.cross, columns, labels)
      : chart.kind === "hit-rate"
        ? pairedHitNumbers(title, linesOf(found))
        : pairedTable(title, linesOf(found));

  const heldOfA = heldFilters(a.side.scope, b.side.scope);
  const heldOfB = heldFilters(b.side.scope, a.side.scope);
  const isOwnHeld = hasOwnFilter({ filters: [...heldOfA, ...heldOfB] }, chart);
  const shared = a.side.scope.view.filters.filter((filter) => !heldOfA.includes(filter));
  const isOwnAside = hasOwnFilter({ filters: shared }, chart);
  const captions = [
    ...(onlyIn === null ? [] : [`only in ${onlyIn}`]),
    ...[a, b].flatMap(({ name, side: { scope } }) =>
      scope.pending &&
      arePending(scope.pending, [...chart.columns, ...scope.view.filters.flatMap(columnsOfFilter)])
        ? [`${name} ${pendingWords(scope.pending)}`]
        : [],
    ),
  ];
  // Below the marks: above, a pick would push them away from under the pointer.
  const asides = [
    ...(isOwnAside ? [OWN_ASIDE] : []),
    ...(isOwnHeld ? ["each side with its own filter"] : []),
  ];

  const getTable = useLastingCallback(async () => {
    const request = {
      ...{ chart, roles: a.roles, limit: UNFOLDED_VALUES },
      hasLengths: { a: labelLengths.status === "known", b: lengthsB.status === "known" },
    };
    const whole = await compareChart(a.side, b.side, request);
    return whole === null ? null : tableOf(whole);
  });
  const getNotes = useLastingCallback(() =>
    Promise.all(
      [a, b].map(
        async ({ name, side }) => `${name}: ${await rowsInWords(side.engine, side.scope, view.search)}`,
      ),
    ),
  );

  return (
    <ChartFigure
      ref={figure}
      title={title}
      caption={captions.length === 0 ? null : captions.join(" · ")}
      tools={
        <>
          <Legend isPart={value !== null && value.kind !== "cross" && hasWholes(linesOf(value))} />
          {chart.kind === "labels" ? <SettingToggle chart={chart} onEdit={onEdit} /> : null}
          <DifferenceSwitch chart={chart} onEdit={onEdit} />
          <TableSwitch isOn={isTable} onSwitch={setTable} />
          <ChartMenu {...{ title, figure, moves, getTable, getNotes }} />
        </>
      }
    >
      {typeWords === null || answer === null ? null : (
        <p className="pb-1 text-problem text-xs">
          {typeWords}
          {value?.kind === "numbers" ? `. The bars are ${lead.name}’s alone` : ""}
        </p>
      )}
      {answer?.error ? (
        <p className="text-problem text-xs">{answer.error}</p>
      ) : answer === null ? (
        <ChartSkeleton />
      ) : value === null ? (
        <p className="text-ink-3 text-xs">The two hold nothing here that can stand side by side</p>
      ) : isTable ? (
        <NumberTable
          label={title}
          table={
            chart.kind === "hit-rate" && value.kind === "values"
              ? pairedHitTable(title, linesOf(value))
              : tableOf(value)
          }
        />
      ) : value.kind === "cross" ? (
        <PairedCrossView
          {...{ chart, columns, onEdit }}
          label={title}
          cross={value.cross}
          unit={value.unit}
        />
      ) : chart.kind === "hit-rate" && !isMeasured(value) ? (
        <PairedWordCount a={labelLengths} b={b.dataset === a.dataset ? null : lengthsB} />
      ) : chart.kind === "hit-rate" && value.kind === "values" ? (
        <PairedHitRate {...{ chart, onEdit, a: value.a, b: value.b }} label={title} lines={linesOf(value)} />
      ) : (
        <FoldedBars
          label={title}
          lines={linesOf(value)}
          onBrush={
            (value.kind === "numbers" || chart.kind === "labels") &&
            chart.columns.every(isOfA) &&
            !chart.settings.includes(BY_DIFFERENCE)
              ? (range) => brushLines(linesOf(value), range, { chart, columns, onEdit: onEditView })
              : null
          }
          nothing={chart.columns[0] === OWN_COLUMNS.problems ? "No problem was found" : "No value in any row"}
        />
      )}
      {value === null || asides.length === 0 ? null : (
        <p data-picture-note className="pt-1 text-ink-3 text-xs">
          {asides.join(" · ")}
        </p>
      )}
    </ChartFigure>
  );
});

/** The largest difference first, in charts whose marks have places of their own. */
function DifferenceSwitch({ chart, onEdit }: { chart: ChartRef; onEdit: EditChart }) {
  if (!hasOwnOrder(chart)) return null;
  const isOn = chart.settings.includes(BY_DIFFERENCE);
  return (
    <IconSwitch
      label="Largest difference first"
      icon={<ArrowDownWideNarrow aria-hidden />}
      isOn={isOn}
      onSwitch={(next) =>
        onEdit(chart, (now) => withSetting(now, next ? BY_DIFFERENCE : null, [BY_DIFFERENCE]))
      }
    />
  );
}

/** What the colours mean; `isPart`: grey bars of all rows stand behind those of the rows in view. */
function Legend({ isPart }: { isPart: boolean }) {
  return (
    <span aria-hidden data-picture-note className="flex shrink-0 items-center gap-2 pr-1 text-ink-2 text-xs">
      <span data-picture-key className="flex items-center gap-1">
        <span className="size-2 bg-side-a" />A
      </span>
      <span data-picture-key className="flex items-center gap-1">
        <span className="size-2 bg-side-b" />B
      </span>
      {isPart ? (
        <span data-picture-key className="flex items-center gap-1">
          <span className="size-2 bg-total" />
          all rows
        </span>
      ) : null}
    </span>
  );
}

function isMeasured(value: Exclude<ComparedChart, { kind: "cross" }>): boolean {
  if (value.kind === "numbers") return true;
  return [value.a, value.b].every((side) => side?.kind !== "hit-rate" || side.rates !== null);
}

/** Those of A, then those of B alone. */
function joinColumns(a: readonly Column[], b: readonly Column[]): readonly Column[] {
  const names = new Set(a.map(({ name }) => name));
  return [...a, ...b.filter(({ name }) => !names.has(name))];
}
