"use client";

import "./text-diff.css";
import { useMemo } from "react";
import { formatCount, formatPercent, formatUnits } from "@/components/ui";
import type { DiffRow, TextComparison } from "@/lib/diff";
import { DiffRowView } from "./diff-row";
import { groupRows } from "./group-diff-rows";
import { useReadingOptions } from "./reading-options";
import { useComparison } from "./use-comparison";
import { useNearViewport } from "./use-near-viewport";
import { toVisibleLine } from "./visible-characters";

export interface ComparedText {
  /** What the text is: "chosen", "ground truth". */
  name: string;
  text: string;
}

/**
 * The differences between two texts, word by word: what only the first has is struck out, what only the second has
 * is underlined, sentences of one side carry its sign. In two columns with the same sentences at the same height, or in one text.
 */
export function TextDiff({
  before,
  after,
  layout = "inline",
}: {
  before: ComparedText;
  after: ComparedText;
  layout?: "columns" | "inline";
}) {
  const state = useComparison(before.text, after.text);
  const names = { before: toVisibleLine(before.name), after: toVisibleLine(after.name) };
  return (
    <section
      aria-label={`Differences between ${names.before} and ${names.after}`}
      aria-busy={state.status === "comparing"}
      className={`text-diff ${layout === "inline" ? "text-diff-inline" : ""}`}
    >
      {state.status === "failed" ? (
        <p role="alert" className="px-3 py-2 text-problem">
          The texts could not be compared: {state.message}
        </p>
      ) : state.status === "comparing" ? (
        <p className="px-3 py-2 text-ink-3 text-xs">
          Comparing {formatCount(before.text.length)} with {formatCount(after.text.length)} characters
        </p>
      ) : (
        <>
          <DiffSummary comparison={state.comparison} names={names} />
          <DiffRows rows={state.comparison.rows} layout={layout} />
        </>
      )}
    </section>
  );
}

function DiffSummary({
  comparison,
  names,
}: {
  comparison: TextComparison;
  names: { before: string; after: string };
}) {
  const { rows, before, after, isAligned } = comparison;
  const isSame = rows.every((row) => row.every(({ kind }) => kind === "same"));
  if (isSame)
    return (
      <p className="border-line border-b bg-surface-2 px-3 py-1.5 text-ink-2 text-xs">
        {rows.length === 0
          ? "Both texts are empty."
          : `The texts are equal: ${formatUnits(before.words, "word")}.`}
      </p>
    );
  return (
    <div className="text-diff-sides text-ink-2 text-xs">
      <p className="text-diff-side">
        <span aria-hidden className="font-semibold text-removed">
          −
        </span>
        <bdi className="font-medium text-ink text-sm">{names.before}</bdi>
        <span>only here: {wordShare(before.changed, before.words)}</span>
      </p>
      <p className="text-diff-side">
        <span aria-hidden className="font-semibold text-added">
          +
        </span>
        <bdi className="font-medium text-ink text-sm">{names.after}</bdi>
        <span>only here: {wordShare(after.changed, after.words)}</span>
      </p>
      {isAligned ? null : (
        <p className="col-span-2 px-3 pb-1">
          Too long and too different to align by sentence: only what is equal is matched.
        </p>
      )}
    </div>
  );
}

function wordShare(words: number, of: number): string {
  return `${formatCount(words)} of ${formatUnits(of, "word")}${of === 0 ? "" : ` (${formatPercent(words, of)})`}`;
}

function DiffRows({ rows, layout }: { rows: readonly DiffRow[]; layout: "columns" | "inline" }) {
  const groups = useMemo(() => groupRows(rows), [rows]);
  return (
    <div>
      {groups.map(({ start, rows: group }) => (
        <RowGroup key={start} rows={group} layout={layout} />
      ))}
    </div>
  );
}

/** Plain until it comes near the screen: the marks of two long texts are tens of thousands of elements. */
function RowGroup({ rows, layout }: { rows: readonly DiffRow[]; layout: "columns" | "inline" }) {
  const { isComplete } = useReadingOptions();
  const [ref, isNear] = useNearViewport<HTMLDivElement>(true, isComplete);
  const shown = isNear ? rows : [rows.flat()];
  return (
    <div ref={ref} className="text-diff-group">
      {shown.map((row, position) => (
        <DiffRowView
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
          key={position}
          row={row}
          layout={layout}
          isPlain={!isNear}
        />
      ))}
    </div>
  );
}
