"use client";

import { Button, formatCount, formatPercent, formatUnits } from "@/components/ui";
import { joinPairModels } from "@/lib/overview";
import type { Breakdown } from "@/lib/query/overview";
import { type ChartRef, filterOn, isLeftOut, pickValue, stateOfValue } from "@/lib/view";
import { type Bar, BarChart } from "./bar-chart";
import { valueWords } from "./chart-words";
import { useOverviewContext } from "./overview-context";
import { EACH_ASIDE, hasOwnFilter } from "./own-filter";

/** Two bars each. */
const FOLDED_MODELS = 12;

/** Of each model, the pairs in which it was chosen and, below, those in which it was rejected. */
export function PairView({
  chart,
  label,
  chosen,
  rejected,
  isUnfolded,
  onUnfold,
}: {
  chart: ChartRef;
  label: string;
  chosen: Breakdown;
  rejected: Breakdown;
  isUnfolded: boolean;
  onUnfold: (isUnfolded: boolean) => void;
}) {
  const { view, onEdit } = useOverviewContext();
  const all = joinPairModels(chosen.values, rejected.values);
  const models = isUnfolded ? all : all.slice(0, FOLDED_MODELS);
  const hidden = all.length - models.length;
  if (all.length === 0) return <p className="text-ink-3 text-xs">No value in any row</p>;
  const [chosenColumn = "", rejectedColumn = ""] = chart.columns;
  const filters = { chosen: filterOn(view, chosenColumn), rejected: filterOn(view, rejectedColumn) };
  const bars = models.flatMap(({ model, chosen: won, rejected: lost }): Bar[] => {
    const name = valueWords(model);
    const share = formatPercent(won.selected, won.selected + lost.selected);
    const hint = share === "" ? {} : { hint: `chosen in ${share} of its places in pairs` };
    return [
      {
        ...won,
        ...hint,
        key: `chosen=${model}`,
        name: `${name}, chosen`,
        text: name,
        state: stateOfValue(filters.chosen, model),
        isLeftOut: isLeftOut(filters.chosen, model),
        isMuted: model === null,
      },
      {
        ...lost,
        ...hint,
        key: `rejected=${model}`,
        name: `${name}, rejected`,
        text: "rejected",
        isSideB: true,
        // Each side is counted without the filter on itself, so the two may be shares of different rows.
        ...(rejected.rowsInView === chosen.rowsInView ? {} : { whole: rejected.rowsInView }),
        state: stateOfValue(filters.rejected, model),
        isLeftOut: isLeftOut(filters.rejected, model),
        isMuted: true,
      },
    ];
  });
  return (
    <>
      <BarChart
        label={label}
        bars={bars}
        // The legend below names the colours.
        front={null}
        rowsInView={chosen.rowsInView}
        rowsTotal={chosen.rowsTotal}
        largestTotal={Math.max(chosen.largestTotal, rejected.largestTotal)}
        onPick={(place, pick) => {
          const model = models[place >> 1];
          if (model === undefined) return;
          onEdit((now) => pickValue(now, place % 2 === 0 ? chosenColumn : rejectedColumn, model.model, pick));
        }}
      />
      {all.length > FOLDED_MODELS ? (
        <Button
          variant="quiet"
          size="sm"
          className="-ml-1.5 mt-1 self-start"
          onClick={() => onUnfold(!isUnfolded)}
        >
          {isUnfolded ? (
            `Show the first ${FOLDED_MODELS}`
          ) : (
            <span data-picture-note>{formatCount(hidden)} more</span>
          )}
        </Button>
      ) : null}
      {hasOwnFilter(view, chart) ? (
        <p data-picture-note className="pt-1 text-ink-3 text-xs">
          {EACH_ASIDE}
        </p>
      ) : null}
      <p data-picture-note className="flex min-h-6 items-center gap-x-3 text-ink-3 text-xs">
        <span data-picture-key className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 bg-accent" /> chosen
        </span>
        <span data-picture-key className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 bg-side-b" /> rejected
        </span>
        {bars.some(({ selected, total }) => selected !== total) ? (
          <span data-picture-key className="flex items-center gap-1.5">
            <span aria-hidden className="size-2.5 bg-total" /> all rows
          </span>
        ) : null}
        <span className="flex-1 text-end">
          {hidden > 0 ? `${formatCount(models.length)} of ` : ""}
          {formatUnits(all.length, "model")}
        </span>
      </p>
    </>
  );
}
