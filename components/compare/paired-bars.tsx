import { classNames, formatCount, formatPercent, visibleLine } from "@/components/ui";
import type { PairedValue } from "@/lib/compare";
import type { Pick, PickState } from "@/lib/view";
import { pairWords, pointsWords } from "./share-words";

/** A pair of bars: what it is called, how often it comes on either side, and whether the filter of A lets it through. */
export interface PairedBar extends PairedValue {
  name: string;
  state: PickState;
}

/**
 * Two bars for each value, A above B, all on one scale of shares, with the difference beside them. A click shows only
 * the rows of A with the value, with Shift beside the others, with Alt all but them; null where A has no such field.
 */
export function PairedBars({
  label,
  bars,
  onPick,
}: {
  label: string;
  bars: readonly PairedBar[];
  onPick: ((bar: PairedBar, pick: Pick) => void) | null;
}) {
  const largest = bars.reduce((most, bar) => Math.max(most, bar.shareA, bar.shareB), 0) || 1;
  return (
    <ul aria-label={label} className="@container flex flex-col">
      {bars.map((bar) => {
        const name = visibleLine(bar.name);
        return (
          <li key={bar.value === null ? "null" : `=${bar.value}`}>
            <button
              type="button"
              aria-label={`${name}: ${pairWords(bar)}`}
              aria-pressed={bar.state === "in"}
              title={`${name}: ${pairWords(bar)}`}
              disabled={onPick === null}
              onClick={(event) => onPick?.(bar, event.altKey ? "exclude" : event.shiftKey ? "add" : "only")}
              className={classNames(
                "grid w-full cursor-default @sm:grid-cols-[minmax(5rem,32%)_1fr_auto_auto] grid-cols-[1fr_auto_auto] items-center gap-x-2 py-0.5 text-left text-xs enabled:hover:bg-surface-2",
                bar.state === "out" && "opacity-50",
              )}
            >
              <span
                className={classNames(
                  "@sm:col-span-1 col-span-full truncate [unicode-bidi:isolate]",
                  bar.state === "in" && "font-semibold",
                )}
              >
                {name}
              </span>
              <span className="flex flex-col gap-px">
                <SideBar share={bar.shareA / largest} className="bg-side-a" />
                <SideBar share={bar.shareB / largest} className="bg-side-b" />
              </span>
              <span className="grid grid-cols-[minmax(3.25rem,auto)_2.75rem] text-right leading-[1.15]">
                <Figure count={bar.a} share={bar.shareA} />
                <Figure count={bar.b} share={bar.shareB} />
              </span>
              <span className="w-16 whitespace-nowrap text-right text-ink-2">{pointsWords(bar)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function SideBar({ share, className }: { share: number; className: string }) {
  // What is there must be seen, however small its share.
  return (
    <span className="block h-2">
      <span
        className={`block h-full ${className}`}
        style={{ width: share === 0 ? 0 : `max(1px, ${share * 100}%)` }}
      />
    </span>
  );
}

function Figure({ count, share }: { count: number; share: number }) {
  return (
    <>
      <span>{formatCount(count)}</span>
      <span className="text-ink-3">{formatPercent(share, 1) || "0%"}</span>
    </>
  );
}
