"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { classNames } from "./class-names";

/** A modal panel. `placement` "sheet" slides over the whole height from the left, for phones. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  placement = "center",
  hideTitle = false,
  initialFocus,
  className,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  placement?: "center" | "top" | "sheet";
  hideTitle?: boolean;
  /** Where the focus goes first; the panel itself when absent. */
  initialFocus?: RefObject<HTMLElement | null>;
  className?: string;
}) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-surface/70" />
        <Base.Popup
          data-overlay
          ref={popup}
          initialFocus={initialFocus ?? popup}
          className={classNames(
            "fixed z-50 flex flex-col outline-none overflow-hidden border border-line-strong bg-surface text-ink",
            placement === "sheet"
              ? "inset-y-0 left-0 w-[min(22rem,100vw)] border-y-0 border-l-0"
              : "left-1/2 max-h-[calc(100dvh-32px)] w-[min(40rem,calc(100vw-24px))] -translate-x-1/2 rounded-md",
            placement === "center" && "top-1/2 -translate-y-1/2",
            placement === "top" && "top-[12dvh]",
            className,
          )}
        >
          <header
            className={classNames(
              "flex shrink-0 items-center justify-between gap-4 border-line border-b py-1.5 pr-1.5 pl-4",
              hideTitle && "sr-only",
            )}
          >
            <Base.Title className="font-semibold text-sm">{title}</Base.Title>
            {hideTitle ? null : (
              <Base.Close
                aria-label="Close"
                className="flex size-7 items-center justify-center rounded-sm text-ink-2 hover:bg-surface-3 hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </Base.Close>
            )}
          </header>
          {description ? (
            <Base.Description className="px-4 pt-3 text-ink-2">{description}</Base.Description>
          ) : null}
          <div className="min-h-0 flex-1 overflow-auto">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
