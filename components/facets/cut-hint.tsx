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
        const parts =
          row === null ? [] : [...row.querySelectorAll<HTMLElement>("[data-name], [data-name] *")];
        const isCut = parts.some((part) => part.scrollWidth > part.clientWidth);
        const [whole] = parts;
        setCut(row !== null && whole !== undefined && isCut ? { row, name: whole.textContent } : null);
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
