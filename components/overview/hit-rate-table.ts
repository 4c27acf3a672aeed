import { formatCount, formatNumber, formatUnits } from "@/components/ui";
import type { HitRate } from "@/lib/query/overview";
import { lengthRangeWords } from "@/lib/schema";
import type { ScreenTable, TallCell } from "./number-table";
import type { PairedLine } from "./paired-lines";
import { percent } from "./table-of";

/** "44–61": where 80% of the lengths lie. */
export function spreadWords(spread: HitRate["spread"]): string {
  return spread === null ? "" : `${formatNumber(spread[0] ?? 0)}–${formatNumber(spread[2] ?? 0)}`;
}

/** The hit rates of labels, narrow enough for a card; the files that are saved have each number in a column of its own. */
export function hitRateTable(title: string, rates: readonly HitRate[], counted: string): ScreenTable {
  return {
    head: [title, `in range ${counted}, %`, "median", "80% from", "to"],
    rows: rates.map(({ label, messages, hits, range, spread }) => [
      { main: label, below: [range === null ? "no range" : lengthRangeWords(range)] },
      hitCell(range === null ? null : hits, messages),
      // Between two lengths a quantile has decimals that tell nothing.
      ...[1, 0, 2].map((place) => (spread === null ? null : Math.round((spread[place] ?? 0) * 10) / 10)),
    ]),
  };
}

/** The same of two sides. */
export function pairedHitTable(title: string, lines: readonly PairedLine[]): ScreenTable {
  return {
    head: [title, "A in range, %", "B in range, %", "difference, pp"],
    rows: lines.map((line) => [
      { main: line.name, below: [line.sub ?? ""] },
      ...(["a", "b"] as const).map((side): TallCell => {
        const cell = hitCell(line.isUncounted ? null : line[side], line.of[side]);
        const spread = line.spreads?.[side] ?? null;
        if (spread === null) return cell;
        const lengths = [`median ${formatNumber(spread[1] ?? 0)}`, `80% ${spreadWords(spread)}`];
        return { ...cell, below: [...cell.below, ...lengths] };
      }),
      line.isUncounted ? null : percent(line.shareB - line.shareA, 1),
    ]),
  };
}

function hitCell(hits: number | null, messages: number): TallCell {
  return hits === null
    ? { main: null, below: [formatUnits(messages, "message")] }
    : {
        main: messages === 0 ? null : percent(hits, messages),
        below: [`${formatCount(hits)} of ${formatCount(messages)}`],
      };
}
