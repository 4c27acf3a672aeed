import type { ReactNode } from "react";

/** Shows what a clamp hides. Stands on its own line, at the start of the text. */
export function MoreButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="-ml-1 inline-flex min-h-6 cursor-default items-center rounded-sm px-1 text-left text-accent text-xs hover:bg-surface-3"
    >
      {children}
    </button>
  );
}
