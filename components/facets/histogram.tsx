import { formatCount } from "@/components/ui";
import type { NumberFacet } from "@/lib/query";

const HEIGHT = 48;

/** Bars of all rows, and in front of them those in view. Bars that the filter leaves out step back. */
export function Histogram({
  facet,
  isShown,
  words,
}: {
  facet: NumberFacet;
  /** Whether a bin has anything that the filter lets through. */
  isShown: (bin: number) => boolean;
  words: (value: number) => string;
}) {
  const most = facet.bins.reduce((max, bin) => Math.max(max, bin.total), 1);
  // A root scale keeps the few rows of a long tail visible beside the many.
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(1, Math.sqrt(count / most) * HEIGHT));
  return (
    <svg
      viewBox={`0 0 ${facet.bins.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-12 w-full"
      aria-hidden
    >
      {facet.bins.map((bin, place) => {
        return (
          <g key={bin.start} opacity={isShown(place) ? 1 : 0.35}>
            <title>{`${words(bin.start)} to ${words(bin.end)}: ${formatCount(bin.selected)} in view of ${formatCount(bin.total)}`}</title>
            <rect x={place} y={0} width={1} height={HEIGHT} fill="transparent" />
            <rect
              x={place + 0.06}
              y={HEIGHT - heightOf(bin.total)}
              width={0.88}
              height={heightOf(bin.total)}
              className="fill-total"
            />
            <rect
              x={place + 0.06}
              y={HEIGHT - heightOf(bin.selected)}
              width={0.88}
              height={heightOf(bin.selected)}
              className="fill-accent"
            />
          </g>
        );
      })}
    </svg>
  );
}
