import type { RefObject } from "react";
import type { ViewTab } from "@/lib/view";

const WORDS: Record<ViewTab, string> = {
  table: "Skip to the rows",
  overview: "Skip to the charts",
  compare: "Skip to the comparison",
};

/** The first stop of the workbench, seen while it has the focus: leads past the bars and the facets. */
export function SkipLink({ tab, toView }: { tab: ViewTab; toView: RefObject<(() => void) | null> }) {
  return (
    <a
      // The address holds the view, and what stands behind its # would be lost with the next change.
      href={`#${tab}`}
      onClick={(event) => {
        event.preventDefault();
        toView.current?.();
      }}
      className="sr-only z-40 rounded-sm bg-accent font-medium text-on-accent text-sm focus:not-sr-only focus:absolute focus:top-1 focus:left-1 focus:flex focus:h-8 focus:items-center focus:px-3"
    >
      {WORDS[tab]}
    </a>
  );
}
