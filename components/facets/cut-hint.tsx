import { type FocusEvent, useMemo, useState } from "react";
import { Hint } from "@/components/ui";

interface Cut {
  row: HTMLElement;
  name: string;
}

/** The value that the keyboard is at, when its name is cut off. With the mouse, its title tells it. */
export function useCutHint() {
  const [cut, setCut] = useState<Cut | null>(null);
  const handlers = useMemo(
    () => ({
      onFocus: ({ target }: FocusEvent) => {
        const row = target.matches(":focus-visible") ? target.closest("label") : null;
        const shown = row?.querySelector<HTMLElement>("[data-name]") ?? null;
        const whole = shown?.querySelector<HTMLElement>("[data-whole]") ?? shown;
        // A name that wraps out of sight stands below the line that it has.
        const isCut =
          shown !== null &&
          whole !== null &&
          (shown.scrollWidth > shown.clientWidth ||
            whole.getBoundingClientRect().top >= shown.getBoundingClientRect().bottom - 1);
        setCut(row !== null && whole !== null && isCut ? { row, name: whole.textContent } : null);
      },
      onBlur: () => setCut(null),
    }),
    [],
  );
  return { cut, setCut, handlers };
}

export function CutHint({ hint: { cut, setCut } }: { hint: ReturnType<typeof useCutHint> }) {
  // A row that was scrolled out of the list is gone, and tells nobody.
  const isThere = cut?.row.isConnected === true;
  return isThere ? <Hint anchor={cut.row} label={cut.name} onClose={() => setCut(null)} /> : null;
}
