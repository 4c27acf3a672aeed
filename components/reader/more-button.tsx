import type { ReactNode } from "react";

/** Shows what a clamp hides. Stands on its own line, at the start of the text. */
export function MoreButton({
  onClick,
  isPressed,
  children,
}: {
  onClick: () => void;
  /** For a button that stays down. */
  isPressed?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      // Paper and pictures leave this out.
      data-less={children === "Show less" ? "" : undefined}
      onClick={onClick}
      className="-ml-1 inline-flex min-h-6 cursor-default items-center rounded-sm px-1 text-left text-accent text-xs hover:bg-surface-3"
    >
      {children}
    </button>
  );
}
