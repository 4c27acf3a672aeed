"use client";

import { ArrowDownUp, Table2 } from "lucide-react";
import { memo, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from "react";
import { Button, formatCount, IconButton, Select, tipOf, useLastingCallback } from "@/components/ui";
import { REVERSED, withSetting, withToggled } from "@/lib/overview";
import { engineOf, type Scope } from "@/lib/query";
import { askChart, type ChartAnswer, measureNames } from "@/lib/query/overview";
import { type ChartRef, withGroupedTeachers } from "@/lib/view";
import type { RoundAnswer } from "./ask-round";
import { BreakdownView, UNFOLDED_VALUES } from "./breakdown-view";
import { columnsAsked } from "./chart-columns";
import { ChartFigure, ChartSkeleton } from "./chart-figure";
import { ChartMenu, type ChartMoves } from "./chart-menu";
import { chartTitle, firstRowsWords } from "./chart-words";
import { CrossView } from "./cross-view";
import type { EditChart } from "./edit-chart";
import { HistogramView } from "./histogram-view";
import { hitRateTable } from "./hit-rate-table";
import { HitRateView } from "./hit-rate-view";
import { LabelsView } from "./labels-view";
import { NumberTable } from "./number-table";
import { OverviewContext, useOverviewContext } from "./overview-context";
import { EACH_ASIDE, hasOwnFilter, IN_VIEW, OWN_ASIDE, viewWords } from "./own-filter";
import { PairView } from "./pair-view";
import { rowsInWords } from "./picture-words";
import { tableOf } from "./table-of";
import { useOwnContext } from "./use-own-context";

const ORDER_LABELS: Readonly<Record<string, string>> = {
  success: "By success",
  tokens: "By mean tokens",
  latency: "By mean latency",
  cost: "By mean cost",
  length: "By mean length",
};

interface ChartCardProps {
  chart: ChartRef;
  answer: RoundAnswer<ChartAnswer | null> | null;
  isUnfolded: boolean;
  onUnfold: (chart: ChartRef, isUnfolded: boolean) => void;
  onEdit: EditChart;
  moves: ChartMoves;
}

/**
 * One chart of the overview, with what can be done with it. Drawn again only when its own numbers change, or the
 * filters on its own columns.
 */
export const ChartCard = memo(function ChartCard(props: ChartCardProps) {
  const context = useOverviewContext();
  const { scope } = context;
  const { search } = context.view;
  const newest = useRef({ scope, search });
  useLayoutEffect(() => {
    newest.current = { scope, search };
  }, [scope, search]);
  const getWhole = useCallback(() => newest.current, []);
  return (
    <OverviewContext value={useOwnContext(context, props.chart)}>
      <OwnChartCard {...props} getWhole={getWhole} />
    </OverviewContext>
  );
});

const OwnChartCard = memo(function OwnChartCard({
  chart,
  answer,
  isUnfolded,
  onUnfold,
  onEdit,
  moves,
  getWhole,
}: ChartCardProps & {
  /** The rows in view, of which the context knows only the filters on the chart's own columns. */
  getWhole: () => { scope: Scope; search: string };
}) {
  const { dataset, scope, roles, labels, labelLengths, view } = useOverviewContext();
  const figure = useRef<HTMLElement>(null);
  const [isTable, setTable] = useState(false);
  const title = chartTitle(chart, labels);
  const value = answer?.value ?? null;
  const part = answer?.part ?? null;
  const counted = viewWords(view, chart);
  const getTable = useLastingCallback(async () => {
    const { scope: now } = getWhole();
    const columns = columnsAsked(chart, roles, now.view.filters);
    const engine = engineOf(await dataset.engine(), now, columns);
    const whole = await askChart(engine, now, {
      chart,
      roles,
      limit: UNFOLDED_VALUES,
      hasLengths: labelLengths.status === "known",
    });
    return whole === null ? null : tableOf(chart, whole, scope.columns, labels, counted);
  });
  const getNotes = useLastingCallback(async () => {
    const now = getWhole();
    return [await rowsInWords(await dataset.engine(), now.scope, now.search)];
  });

  return (
    <ChartFigure
      ref={figure}
      title={title}
      caption={
        value === null
          ? null
          : [
              captionOf(chart, value, { isOwnAside: hasOwnFilter(view, chart), isTable }),
              part === null ? null : firstRowsWords(part),
            ]
              .filter((words) => words !== null)
              .join(" · ")
      }
      tools={
        <>
          {(chart.kind === "values" || chart.kind === "teachers") && !isConstant(value) ? (
            <OrderSelect chart={chart} onEdit={onEdit} />
          ) : null}
          <FamilyToggle chart={chart} answer={value} />
          {TOGGLES[chart.kind] === undefined || isConstant(value) ? null : (
            <SettingToggle chart={chart} onEdit={onEdit} />
          )}
          <TableSwitch isOn={isTable} onSwitch={setTable} />
          <ChartMenu {...{ title, figure, moves, getTable, getNotes }} />
        </>
      }
    >
      {answer?.error ? (
        <p className="text-problem text-xs">{answer.error}</p>
      ) : value === null ? (
        <ChartSkeleton />
      ) : isTable ? (
        <NumberTable
          label={title}
          table={
            value.kind === "hit-rate"
              ? hitRateTable(labels.get(chart.columns[0] ?? "") ?? title, value.rates ?? [], IN_VIEW)
              : tableOf(chart, value, scope.columns, labels, IN_VIEW)
          }
        />
      ) : (
        <ChartBody
          chart={chart}
          label={title}
          answer={value}
          isUnfolded={isUnfolded}
          onUnfold={(isOn) => onUnfold(chart, isOn)}
          onEdit={onEdit}
        />
      )}
    </ChartFigure>
  );
});

interface SwitchProps {
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
}

/** A choice of how a chart is shown, as an icon in its head. */
export function IconSwitch({
  label,
  icon,
  isOn,
  onSwitch,
}: SwitchProps & { label: string; icon: ReactNode }) {
  return (
    <button
      {...tipOf(label)}
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      onClick={() => onSwitch(!isOn)}
      className="inline-flex size-6 cursor-default items-center justify-center rounded-sm text-ink-2 hover:bg-surface-3 hover:text-ink aria-checked:bg-surface-3 aria-checked:text-ink [&_svg]:size-3.5"
    >
      {icon}
    </button>
  );
}

/** Turns between a chart and its numbers. */
export const TableSwitch = memo(function TableSwitch(props: SwitchProps) {
  return <IconSwitch label="Show as table" icon={<Table2 aria-hidden />} {...props} />;
});

/** One value or none has no order and no scale to choose. */
function isConstant(answer: ChartAnswer | null): boolean {
  if (answer?.kind === "breakdown") return answer.breakdown.distinct < 2;
  return answer?.kind === "histogram" && (answer.facet.min === null || answer.facet.only !== null);
}

/** A setting of a kind of chart that is on or off. */
const TOGGLES: Partial<Record<ChartRef["kind"], { word: string; label: string }>> = {
  histogram: { word: "log", label: "Log scale" },
  labels: { word: "per-record", label: "Per record" },
};

export function SettingToggle({ chart, onEdit }: { chart: ChartRef; onEdit: EditChart }) {
  const toggle = TOGGLES[chart.kind];
  if (toggle === undefined) return null;
  const isOn = chart.settings.includes(toggle.word);
  return (
    <Button
      variant="quiet"
      size="sm"
      aria-pressed={isOn}
      onClick={() => onEdit(chart, (now) => withToggled(now, toggle.word))}
    >
      {toggle.label}
    </Button>
  );
}

const NAMES_A_FAMILY = /[:@]/;

/** Groups `vllm:kimi-k2@8001` as `kimi-k2`, here and wherever models are named. */
function FamilyToggle({ chart, answer }: { chart: ChartRef; answer: ChartAnswer | null }) {
  const { scope, view, onEdit } = useOverviewContext();
  const isOfModels = chart.columns.some((name) => scope.teacherColumns.includes(name));
  const hasFamilies =
    view.groupTeachers || (answer !== null && modelsOf(answer).some((name) => NAMES_A_FAMILY.test(name)));
  if (!isOfModels || !hasFamilies) return null;
  return (
    <Button
      variant="quiet"
      size="sm"
      aria-pressed={view.groupTeachers}
      aria-label="Group by model"
      title="Group by model"
      onClick={() => onEdit((now) => withGroupedTeachers(now, !now.groupTeachers, scope.teacherColumns))}
    >
      Group
    </Button>
  );
}

function modelsOf(answer: ChartAnswer): string[] {
  switch (answer.kind) {
    case "breakdown":
      return answer.breakdown.values.map(({ value }) => value ?? "");
    case "pair":
      return [...answer.chosen.values, ...answer.rejected.values].map(({ value }) => value ?? "");
    case "cross":
      return answer.cross.rows.items.map((item) => (item.kind === "value" ? (item.value ?? "") : ""));
    case "labels":
    case "hit-rate":
    case "histogram":
      return [];
  }
}

function OrderSelect({ chart, onEdit }: { chart: ChartRef; onEdit: EditChart }) {
  const { roles } = useOverviewContext();
  const names = measureNames(roles).map(({ name }) => name);
  const orders = ["name", ...names];
  const words = orders.map((order) => `by-${order}`);
  const options = [
    { value: "", label: "By count" },
    { value: "by-name", label: "By name" },
    ...names.map((name) => ({ value: `by-${name}`, label: ORDER_LABELS[name] ?? name })),
  ];
  const isReversed = chart.settings.includes(REVERSED);
  return (
    <>
      <Select
        size="sm"
        aria-label="Order"
        className="max-w-24"
        value={words.find((word) => chart.settings.includes(word)) ?? ""}
        options={options}
        onValueChange={(word) => onEdit(chart, (now) => withSetting(now, word === "" ? null : word, words))}
      />
      <IconButton
        size="sm"
        label="Reverse order"
        icon={<ArrowDownUp aria-hidden />}
        aria-pressed={isReversed}
        onClick={() => onEdit(chart, (now) => withToggled(now, REVERSED))}
      />
    </>
  );
}

/** What a chart counts, beside its name. */
function captionOf(
  chart: ChartRef,
  answer: ChartAnswer,
  { isOwnAside, isTable }: { isOwnAside: boolean; isTable: boolean },
): string | null {
  // The picture says it below, where there is one: above, it would push the marks away from under the pointer.
  const aside = !isOwnAside || !isTable ? null : answer.kind === "pair" ? EACH_ASIDE : OWN_ASIDE;
  if (answer.kind !== "breakdown") return aside;
  const { distinct, core } = answer.breakdown;
  const words = [
    ...(chart.kind !== "values" || distinct < 10 || core === 0
      ? []
      : [`${formatCount(core)} of ${formatCount(distinct)} make 80%`]),
    ...(aside === null ? [] : [aside]),
  ];
  return words.length === 0 ? null : words.join(" · ");
}

function ChartBody({
  chart,
  label,
  answer,
  isUnfolded,
  onUnfold,
  onEdit,
}: {
  chart: ChartRef;
  label: string;
  answer: ChartAnswer;
  isUnfolded: boolean;
  onUnfold: (isUnfolded: boolean) => void;
  onEdit: EditChart;
}) {
  switch (answer.kind) {
    case "breakdown":
      return (
        <BreakdownView
          chart={chart}
          label={label}
          breakdown={answer.breakdown}
          measures={answer.measures}
          isUnfolded={isUnfolded}
          onUnfold={onUnfold}
        />
      );
    case "pair":
      return (
        <PairView
          chart={chart}
          label={label}
          chosen={answer.chosen}
          rejected={answer.rejected}
          isUnfolded={isUnfolded}
          onUnfold={onUnfold}
        />
      );
    case "histogram":
      return <HistogramView chart={chart} label={label} facet={answer.facet} quantiles={answer.quantiles} />;
    case "labels":
      return <LabelsView chart={chart} label={label} breakdown={answer.breakdown} unit={answer.unit} />;
    case "hit-rate":
      return <HitRateView chart={chart} label={label} rates={answer.rates} onEdit={onEdit} />;
    case "cross":
      return (
        <CrossView chart={chart} label={label} cross={answer.cross} unit={answer.unit} onEdit={onEdit} />
      );
  }
}
