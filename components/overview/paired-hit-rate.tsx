"use client";

import { formatCount, formatPercent, formatUnits } from "@/components/ui";
import { CHARACTERS } from "@/lib/overview";
import type { ChartAnswer, HitRate } from "@/lib/query/overview";
import type { ChartRef } from "@/lib/view";
import type { EditChart } from "./edit-chart";
import { Ranges } from "./hit-rate-view";
import { PairedBars } from "./paired-bars";
import type { PairedLine } from "./paired-lines";

/** How many messages of each label are as long as the label says, on both sides. */
export function PairedHitRate({
  chart,
  label,
  lines,
  a,
  b,
  onEdit,
}: {
  chart: ChartRef;
  label: string;
  lines: readonly PairedLine[];
  a: ChartAnswer | null;
  b: ChartAnswer | null;
  onEdit: EditChart;
}) {
  if (lines.length === 0) return <p className="text-ink-3 text-xs">No message has a label</p>;
  const [left, right] = [ratesOf(a), ratesOf(b)];
  const known = new Set(left.map((rate) => rate.label));
  const rates = [...left, ...right.filter((rate) => !known.has(rate.label))];
  const order = new Map(lines.map(({ name }, place) => [name, place]));
  return (
    <>
      <PairedBars label={label} lines={lines} />
      <p className="flex min-h-6 items-center gap-2 pt-1 text-ink-3 text-xs">
        <span data-picture-note className="min-w-0 flex-1">
          In range: {sumWords(left)} of A, {sumWords(right)} of B. Hollow bars stand for fewer than 10
          messages.
        </span>
        <Ranges
          chart={chart}
          rates={rates.toSorted((x, y) => (order.get(x.label) ?? 0) - (order.get(y.label) ?? 0))}
          unit={chart.settings.includes(CHARACTERS) ? CHARACTERS : "words"}
          onEdit={onEdit}
        />
      </p>
    </>
  );
}

function ratesOf(answer: ChartAnswer | null): readonly HitRate[] {
  return answer?.kind === "hit-rate" ? (answer.rates ?? []) : [];
}

/** "412 of 486 messages, 84.8%". */
function sumWords(rates: readonly HitRate[]): string {
  const ranged = rates.filter(({ range }) => range !== null);
  const hits = ranged.reduce((sum, rate) => sum + rate.hits, 0);
  const messages = ranged.reduce((sum, rate) => sum + rate.messages, 0);
  return `${formatCount(hits)} of ${formatUnits(messages, "message")}, ${formatPercent(hits, messages) || "0%"}`;
}
