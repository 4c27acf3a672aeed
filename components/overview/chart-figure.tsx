"use client";

import { createContext, type ReactNode, type Ref, useContext } from "react";

/** Whether the pictures are of an older view while the new one is counted. */
export const StaleContext = createContext(false);

/** Whether they are of another view than the filters say, and may be for a while. */
export const BehindContext = createContext(false);

/** The frame of a chart: its name, what it counts, what can be done with it. */
export function ChartFigure({
  ref,
  title,
  caption,
  tools,
  children,
}: {
  ref?: Ref<HTMLElement>;
  title: string;
  caption?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <figure
      ref={ref}
      aria-label={title}
      aria-busy={useContext(StaleContext)}
      data-behind={useContext(BehindContext)}
      className="data-[behind=true]:opacity-50 print:opacity-100 flex min-w-0 flex-col rounded-md border border-line bg-surface px-3 pt-1.5 pb-2.5 print:break-inside-avoid"
    >
      <figcaption className="flex min-h-7 min-w-0 items-start gap-1">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 py-1">
          <h3 className="max-w-full truncate font-semibold text-sm" title={title}>
            {title}
          </h3>
          <span data-picture-note className="text-ink-3 text-xs">
            {caption}
          </span>
        </div>
        <span className="flex min-h-7 shrink-0 items-center print:hidden">{tools}</span>
      </figcaption>
      <div className="flex min-w-0 flex-col pt-1">{children}</div>
    </figure>
  );
}

/** Stands where a chart will be. */
export function ChartSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div aria-hidden className="flex flex-col gap-2 py-1">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike
        <span key={row} className="h-3.5 rounded-sm bg-surface-3" style={{ width: `${90 - row * 11}%` }} />
      ))}
    </div>
  );
}
