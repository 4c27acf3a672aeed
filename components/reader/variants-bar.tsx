"use client";

import { ArrowLeftRight, Columns2, Eye, Lock, LockOpen, TriangleAlert } from "lucide-react";
import { Button, IconButton } from "@/components/ui";
import type { Verdict } from "@/lib/conversation";
import { describeVerdict } from "./describe-verdict";
import type { VariantLayout } from "./variant-layout";

/** Over the variants: what their ratings say, and how they are laid out. */
export function VariantsBar({
  verdicts,
  names,
  lengths,
  layout,
  onLayoutChange,
  hidden,
  onShow,
  isWide,
  scrolling,
}: {
  verdicts: readonly Verdict[];
  /** Shown names of all variants, by position. */
  names: readonly string[];
  /** What their lengths say; null where there are not two. */
  lengths: string | null;
  layout: VariantLayout;
  onLayoutChange: (change: Partial<VariantLayout>) => void;
  /** Positions of variants that are not shown. */
  hidden: readonly number[];
  onShow: (position: number) => void;
  /** Sides stand beside each other. */
  isWide: boolean;
  scrolling: { isTogether: boolean; onToggle: () => void };
}) {
  const isDifferences = layout.view === "differences";
  const shownCount = names.length - hidden.length;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-3 py-1 text-xs">
      <div className="flex min-w-48 flex-1 flex-wrap items-center gap-x-3 gap-y-1 py-0.5 text-ink-2">
        {verdicts.map((verdict) => (
          <VerdictText key={verdict.measure} verdict={verdict} names={names} />
        ))}
        {lengths === null ? null : <span>{lengths}</span>}
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-0.5">
        {hidden.map((position) => (
          <Button
            key={position}
            variant="quiet"
            size="sm"
            onClick={() => onShow(position)}
            aria-label={`Show ${names[position]}`}
          >
            <Eye aria-hidden />
            <bdi className="max-w-32 truncate">{names[position]}</bdi>
          </Button>
        ))}
        <fieldset className="flex" aria-label="View of the variants">
          <Button
            variant="quiet"
            size="sm"
            aria-pressed={!isDifferences}
            onClick={() => onLayoutChange({ view: "read" })}
          >
            Read
          </Button>
          <Button
            variant="quiet"
            size="sm"
            aria-pressed={isDifferences}
            onClick={() => onLayoutChange({ view: "differences" })}
          >
            Differences
          </Button>
        </fieldset>
        {isDifferences && isWide ? (
          <IconButton
            size="sm"
            label="Side by side"
            icon={<Columns2 />}
            aria-pressed={layout.isSideBySide}
            onClick={() => onLayoutChange({ isSideBySide: !layout.isSideBySide })}
          />
        ) : null}
        {!isDifferences && isWide && shownCount > 1 ? (
          <IconButton
            size="sm"
            label="Scroll sides together"
            icon={scrolling.isTogether ? <Lock /> : <LockOpen />}
            aria-pressed={scrolling.isTogether}
            onClick={scrolling.onToggle}
          />
        ) : null}
        {shownCount > 1 ? (
          <IconButton
            size="sm"
            label={names.length === 2 ? "Swap sides" : "Reverse the order of sides"}
            icon={<ArrowLeftRight />}
            aria-pressed={layout.isSwapped}
            onClick={() => onLayoutChange({ isSwapped: !layout.isSwapped })}
          />
        ) : null}
      </div>
    </div>
  );
}

function VerdictText({ verdict, names }: { verdict: Verdict; names: readonly string[] }) {
  const text = describeVerdict(verdict, names);
  if (verdict.kind === "ahead") return <span>{text}</span>;
  return (
    <span className="inline-flex items-center gap-1 rounded-sm bg-problem-soft px-1.5 py-0.5 text-problem">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      {text}
    </span>
  );
}
