import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A key of the keyboard. */
export function Kbd({ children, inverted = false }: { children: ReactNode; inverted?: boolean }) {
  return (
    <kbd
      className={classNames(
        "inline-flex h-4 min-w-4 items-center justify-center rounded-sm border px-1 font-mono text-[10.5px] leading-none",
        inverted ? "border-current opacity-80" : "border-line bg-surface-2 text-ink-2",
      )}
    >
      {children}
    </kbd>
  );
}
