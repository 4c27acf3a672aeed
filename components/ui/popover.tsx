"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";

/** A panel anchored to its trigger; Escape and a click outside close it. */
export function Popover({
  trigger,
  title,
  children,
  open,
  onOpenChange,
  side = "bottom",
  align = "start",
  className,
}: {
  /** One element that takes a ref and DOM props, a Button for instance. */
  trigger: ReactElement;
  title?: ReactNode;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  className?: string;
}) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-40">
          <Base.Popup
            data-overlay
            className={classNames(
              "max-h-[var(--available-height)] w-80 max-w-[calc(100vw-16px)] overflow-auto rounded-md border border-line-strong bg-surface p-3 text-ink",
              className,
            )}
          >
            {title ? <Base.Title className="mb-2 font-semibold text-sm">{title}</Base.Title> : null}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
