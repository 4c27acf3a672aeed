"use client";

import { ChevronRight, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Chip, classNames, IconButton } from "@/components/ui";
import { CountedRows } from "./counted-rows";
import { type Counted, OnCountedContext } from "./facet-context";

/** One facet: a region named after its field, which asks nothing until it is open and has been on the screen. */
export function FacetSection({
  label,
  note,
  isOpenAtFirst,
  keepsPlaces,
  isQuiet,
  isFiltered,
  together,
  onClear,
  children,
}: {
  label: string;
  /** Why there is nothing to choose; such a facet starts folded. */
  note: string | null;
  isOpenAtFirst: boolean;
  /** It does not fold for a note that comes late. */
  keepsPlaces: boolean;
  /** Nothing else is being counted: a facet that was left with old counts has them made new, for whoever comes back or cannot see where it is. */
  isQuiet: boolean;
  isFiltered: boolean;
  /** Filters on what comes together with the field, in words. */
  together: readonly { label: string; onRemove: () => void }[];
  onClear: () => void;
  /** Called with whether the facet is to ask. */
  children: (isAsked: boolean) => ReactNode;
}) {
  const [choice, setChoice] = useState<boolean | null>(null);
  const [isVisible, setVisible] = useState(false);
  const [counted, setCounted] = useState<Counted | null>(null);
  const isMarked = isFiltered || together.length > 0;
  const region = useRef<HTMLElement>(null);
  const isOpen = choice ?? ((isOpenAtFirst && (note === null || keepsPlaces)) || isMarked);

  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries.at(-1)?.isIntersecting ?? false),
      {
        rootMargin: "300px 0px",
      },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <section ref={region} aria-label={label} className="border-line border-b">
      <div className="sticky top-0 z-[1] flex h-8 items-center bg-surface pr-1">
        <h2 className={classNames("flex h-full min-w-0 items-center", note === null && "flex-1")}>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setChoice(!isOpen)}
            className="flex h-full min-w-0 flex-1 cursor-default items-center gap-1 pl-2 text-left font-medium text-sm focus-visible:-outline-offset-2"
          >
            <ChevronRight
              aria-hidden
              className={classNames(
                "size-3.5 shrink-0 text-ink-3 transition-transform duration-100",
                isOpen && "rotate-90",
              )}
            />
            <span className="truncate" title={label}>
              {label}
            </span>
            {isMarked ? <span aria-hidden className="ml-1 size-1.5 shrink-0 rounded-full bg-accent" /> : null}
          </button>
        </h2>
        {note === null || isOpen ? null : (
          <span className="ml-2 min-w-0 flex-1 truncate text-right text-ink-3 text-xs" title={note}>
            {note}
          </span>
        )}
        <CountedRows counted={counted} />
        {isFiltered ? (
          <IconButton size="sm" label="Clear this filter" icon={<X />} onClick={onClear} />
        ) : null}
      </div>
      {isOpen ? (
        <div className="pr-3 pb-3 pl-3">
          {together.map(({ label: words, onRemove }) => (
            <div key={words} className="flex pb-1.5">
              <Chip isWrapped label={words} removeLabel={`Clear ${words}`} onRemove={onRemove} />
            </div>
          ))}
          <OnCountedContext value={setCounted}>
            {children(isVisible || (isQuiet && counted !== null))}
          </OnCountedContext>
        </div>
      ) : null}
    </section>
  );
}
