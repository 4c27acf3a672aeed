"use client";

import {
  Button,
  formatCount,
  formatNumber,
  formatPercent,
  formatUnits,
  Popover,
  Select,
  TextField,
} from "@/components/ui";
import { CHARACTERS, PRECISE, rangeOfLabel, withoutRanges, withRange, withSetting } from "@/lib/overview";
import type { HitRate } from "@/lib/query/overview";
import { elementType, lengthRangeWords, WORDS_COUNTED } from "@/lib/schema";
import { type ChartRef, filterOn, isLeftOut, pickItem, pickValue, stateOfValue } from "@/lib/view";
import { type Bar, BarChart } from "./bar-chart";
import type { EditChart } from "./edit-chart";
import { useOverviewContext } from "./overview-context";
import { viewWords } from "./own-filter";

/** How many messages of each label are as long as the label says. */
export function HitRateView({
  chart,
  label,
  rates,
  onEdit,
}: {
  chart: ChartRef;
  label: string;
  /** null until the messages are measured. */
  rates: readonly HitRate[] | null;
  onEdit: EditChart;
}) {
  const { scope, view, onEdit: onEditView, labelLengths, isReady } = useOverviewContext();
  const unit = chart.settings.includes(CHARACTERS) ? CHARACTERS : "words";
  if (rates === null) {
    if (labelLengths.status === "running") {
      return (
        <p role="status" className="text-ink-3 text-xs">
          Counting {unit}: {formatCount(labelLengths.rows)} of {formatUnits(labelLengths.totalRows, "row")}
        </p>
      );
    }
    return (
      <div className="flex flex-col items-start gap-2">
        <p className="text-ink-3 text-xs">
          {labelLengths.status === "failed"
            ? labelLengths.error
            : `Whether messages are as long as their labels say. Counting their ${unit} reads the file once more, each time it is opened: they are not kept with its index.`}
        </p>
        {"start" in labelLengths ? (
          <Button size="sm" disabled={!isReady} onClick={labelLengths.start}>
            Count {unit}
          </Button>
        ) : null}
      </div>
    );
  }
  if (rates.length === 0) return <p className="text-ink-3 text-xs">No message has a label</p>;
  const name = chart.columns[0] ?? "";
  const column = scope.columns.find((candidate) => candidate.name === name);
  const isList = column !== undefined && elementType(column.type) !== null;
  const filter = filterOn(view, name);
  const ranged = rates.filter(({ range }) => range !== null);
  const hits = ranged.reduce((sum, rate) => sum + rate.hits, 0);
  const messages = ranged.reduce((sum, rate) => sum + rate.messages, 0);
  const bars = rates.map((rate): Bar => {
    const [low, middle, high] = rate.spread ?? [];
    const spread =
      middle === undefined
        ? "none in view"
        : `median ${formatNumber(middle)}, 80% from ${formatNumber(low ?? 0)} to ${formatNumber(high ?? 0)}`;
    return {
      key: rate.label,
      name: rate.label,
      selected: rate.hits,
      total: rate.messages,
      whole: rate.messages,
      state: stateOfValue(filter, rate.label),
      isLeftOut: isLeftOut(filter, rate.label),
      isMuted: rate.range === null,
      isUncounted: rate.range === null,
      note: `${rate.range === null ? "no range" : `${lengthRangeWords(rate.range)} ${unit}`} · ${spread}`,
    };
  });
  return (
    <>
      <BarChart
        label={label}
        bars={bars}
        rowsInView={messages}
        rowsTotal={messages}
        largestTotal={rates.reduce((most, rate) => Math.max(most, rate.messages), 0)}
        unit="messages"
        front="in range"
        onPick={(place, pick) => {
          const value = rates[place]?.label;
          if (value === undefined) return;
          onEditView((now) =>
            isList ? pickItem(now, name, value, pick) : pickValue(now, name, value, pick),
          );
        }}
      />
      <p className="flex min-h-6 items-center gap-2 pt-1 text-ink-3 text-xs">
        <span data-picture-note className="min-w-0 flex-1">
          {formatCount(hits)} of {formatUnits(messages, "message")} {viewWords(view, chart)} are in range,{" "}
          {formatPercent(hits, messages) || "0%"}
          {unit === "words" ? `. ${WORDS_COUNTED}` : ""}
        </span>
        <Ranges chart={chart} rates={rates} unit={unit} onEdit={onEdit} />
      </p>
    </>
  );
}

export function Ranges({
  chart,
  rates,
  unit,
  onEdit,
}: {
  chart: ChartRef;
  rates: readonly HitRate[];
  unit: string;
  onEdit: EditChart;
}) {
  const set = (rate: HitRate, end: "over" | "upTo", text: string) => {
    const value = text.trim() === "" ? null : Number(text.replaceAll(",", ""));
    if (value !== null && !(Number.isFinite(value) && value >= 0)) return;
    onEdit(chart, (now) => {
      const old = rangeOfLabel(now, rate.label) ?? { over: 0, upTo: Number.POSITIVE_INFINITY };
      const next =
        end === "over" ? { ...old, over: value ?? 0 } : { ...old, upTo: value ?? Number.POSITIVE_INFINITY };
      return withRange(now, rate.label, next);
    });
  };
  return (
    <Popover
      title="Ranges of the labels"
      align="end"
      trigger={
        <Button variant="quiet" size="sm">
          Ranges
        </Button>
      }
    >
      <div className="flex flex-col gap-1.5">
        <Select
          size="sm"
          aria-label="Unit"
          value={unit}
          options={[
            { value: "words", label: "Words" },
            { value: CHARACTERS, label: "Characters" },
          ]}
          onValueChange={(next) =>
            onEdit(chart, (now) => withSetting(now, next === CHARACTERS ? CHARACTERS : null, [CHARACTERS]))
          }
        />
        {unit === CHARACTERS ? null : (
          <Select
            size="sm"
            aria-label="RULER's ranges"
            value={chart.settings.includes(PRECISE) ? PRECISE : ""}
            options={[
              { value: "", label: "RULER, flexible match (FM)" },
              { value: PRECISE, label: "RULER, precise match (PM)" },
            ]}
            onValueChange={(next) =>
              onEdit(chart, (now) => withSetting(now, next === "" ? null : next, [PRECISE]))
            }
          />
        )}
        {rates.map((rate) => (
          <div key={rate.label} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-sm">{rate.label}</span>
            {(["over", "upTo"] as const).map((end) => {
              const value = rate.range?.[end];
              const text = value === undefined || !Number.isFinite(value) ? "" : String(value);
              return (
                <TextField
                  // Drawn anew when the range is another, so that the box shows what counts.
                  key={`${end} ${text}`}
                  size="sm"
                  inputMode="numeric"
                  aria-label={`${rate.label}, ${end === "over" ? "more than" : "up to"}`}
                  placeholder={end === "over" ? "over" : "up to"}
                  defaultValue={text}
                  className="w-20"
                  onBlur={(event) => {
                    if (event.currentTarget.value !== text) set(rate, end, event.currentTarget.value);
                  }}
                  onKeyDown={(event) => {
                    if (event.key === "Enter") set(rate, end, event.currentTarget.value);
                  }}
                />
              );
            })}
          </div>
        ))}
        <p className="max-w-72 text-ink-3 text-xs">
          More than the first, up to the second, as RULER scores.
          {unit === "words" ? ` ${WORDS_COUNTED}.` : ""}
        </p>
        <Button size="sm" className="self-end" onClick={() => onEdit(chart, withoutRanges)}>
          {unit === CHARACTERS ? "No ranges" : "Back to RULER's ranges"}
        </Button>
      </div>
    </Popover>
  );
}
