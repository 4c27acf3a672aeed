import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** Opens and closes what stands below it. */
export function FoldButton({
  isOpen,
  onToggle,
  label,
  children,
}: {
  isOpen: boolean;
  onToggle: () => void;
  /** Accessible name, where the words alone do not say what opens. */
  label?: string;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={label}
      onClick={onToggle}
      className="-ml-1 flex min-h-6 min-w-0 max-w-full cursor-default items-center gap-1 rounded-sm px-1 text-left text-ink-2 text-xs hover:bg-surface-3 hover:text-ink"
    >
      <ChevronRight
        aria-hidden
        className={`size-3.5 shrink-0 transition-transform duration-100 ${isOpen ? "rotate-90" : ""}`}
      />
      {children}
    </button>
  );
}
