import { memo, useRef } from "react";
import { Checkbox, formatCount, formatPercent, formatUnits, visibleLine } from "@/components/ui";
import type { FacetValue } from "@/lib/query";
import { CutName } from "./cut-name";

export const VALUE_PX = 26;

/** Name of a facet's value for people. */
export function valueName(value: string | null): string {
  if (value === null) return "no value";
  return value === "" ? "empty text" : visibleLine(value);
}

/** Behind a number that is not the one that the percentage is of. */
const TOTAL_WORDS = " in all";

function joined(parts: readonly (string | null)[], sign: string): string {
  return parts.filter((part) => part !== null).join(sign);
}

/** Whether a facet's filter asks for a value, or leaves it out. */
export type ValueMark = "ticked" | "left-out" | null;

/**
 * A value of a facet: its checkbox, how many rows in view have it, their share of the view, and both they and all rows
 * with it as bars. How many those are is told where the name need not give way for it.
 */
export const ValueRow = memo(function ValueRow({
  item,
  cutAt,
  mark,
  isModel,
  rowsInView,
  whole,
  isPart,
  largestTotal,
  isStop,
  onToggle,
  onLeaveOut,
}: {
  item: FacetValue;
  /** What stands before this place of the name gives way first; see `cutNames`. */
  cutAt: number;
  mark: ValueMark;
  isModel: boolean;
  /** What percentages are of; null while unknown. */
  rowsInView: number | null;
  /** The same in words. */
  whole: string;
  /** Other filters, or a search, leave rows out. */
  isPart: boolean;
  largestTotal: number;
  /** Tab leads to it. */
  isStop: boolean;
  onToggle: (value: string | null) => void;
  /** Asked for with Alt. */
  onLeaveOut: (value: string | null) => void;
}) {
  /** The click on a label makes one on its box, which need not tell of the keys that are held. */
  const isAlt = useRef(false);
  const name = valueName(item.value);
  const share = rowsInView === null ? "" : formatPercent(item.selected, rowsInView);
  const shareOf = share === "" ? null : `${share} of ${whole}`;
  const totalWords = isPart ? `${formatCount(item.total)} without any filter` : null;
  const isLeftOut = mark === "left-out";
  const isMuted = item.value === null || item.value === "";
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox renders the input
    <label
      className="relative flex h-[26px] cursor-default items-center gap-1.5 px-0.5 hover:bg-surface-2"
      onClickCapture={(event) => {
        isAlt.current ||= event.altKey;
      }}
      title={`${name}: ${joined([joined([formatUnits(item.selected, "row"), shareOf], ", "), totalWords], "; ")}`}
    >
      <Checkbox
        aria-label={`${name}, ${formatCount(item.selected)}`}
        aria-description={joined([isLeftOut ? "left out" : null, shareOf, totalWords], "; ")}
        tabIndex={isStop ? 0 : -1}
        checked={mark !== null}
        isCrossed={isLeftOut}
        onCheckedChange={() => {
          if (isAlt.current) onLeaveOut(item.value);
          else onToggle(item.value);
          isAlt.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.altKey) onLeaveOut(item.value);
        }}
      />
      <span
        data-name
        className={`min-w-0 flex-1 truncate [unicode-bidi:isolate] ${isMuted ? "text-ink-3 italic" : ""} ${isLeftOut ? "line-through" : ""} ${isLeftOut || item.selected === 0 ? "text-ink-3" : ""}`}
      >
        <CutName name={name} cutAt={cutAt} isModel={isModel && !isMuted} />
      </span>
      <span className="shrink-0 text-xs">{formatCount(item.selected)}</span>
      {/* In a narrow pane the name needs the room: "[MLT:500]" must not look like "[MLT:50]". */}
      {share === "" ? null : (
        <span className="@max-[13rem]:hidden w-9 shrink-0 text-right text-ink-3 text-xs">{share}</span>
      )}
      {isPart ? (
        <span
          className="@max-sm:hidden shrink-0 text-right text-ink-3 text-xs"
          style={{ minWidth: `${formatCount(largestTotal).length + TOTAL_WORDS.length}ch` }}
        >
          {formatCount(item.total)}
          {TOTAL_WORDS}
        </span>
      ) : null}
      <span aria-hidden className="absolute right-0 bottom-0 left-[22px] h-0.5">
        <span
          className="absolute inset-y-0 left-0 bg-total"
          style={{ width: `${(item.total / largestTotal) * 100}%` }}
        />
        <span
          className="absolute inset-y-0 left-0 bg-accent"
          style={{ width: `${(item.selected / largestTotal) * 100}%` }}
        />
      </span>
    </label>
  );
});
