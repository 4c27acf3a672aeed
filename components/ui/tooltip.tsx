"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

const POPUP = "flex max-w-72 items-center gap-2 rounded-sm bg-ink px-2 py-1 text-surface text-xs";

/** A hint on hover and focus. `children` is one element that takes a ref and DOM props. */
export function Tooltip({
  label,
  shortcut,
  side = "bottom",
  children,
}: {
  label: ReactNode;
  shortcut?: string | undefined;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactElement;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className={POPUP}>
            {label}
            {shortcut ? <Kbd inverted>{shortcut}</Kbd> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A hint beside an element for as long as it is drawn; Escape ends it. One does for a list of thousands. */
export function Hint({ anchor, label, onClose }: { anchor: Element; label: ReactNode; onClose: () => void }) {
  return (
    <Base.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="right" sideOffset={6} className="z-50">
          <Base.Popup role="tooltip" className={classNames(POPUP, "[overflow-wrap:anywhere]")}>
            <span className="line-clamp-[12]">{label}</span>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
