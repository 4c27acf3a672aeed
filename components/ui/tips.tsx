"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactNode, useEffect, useState } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";
import { watchTips } from "./watch-tips";

const POPUP = "max-w-72 rounded-sm bg-ink px-2 py-1 text-surface text-xs";

export type TipSide = "top" | "bottom" | "left" | "right";

/** What an element wears to have a tip on hover and focus: a name for what shows none, with its key. */
export function tipOf(label: string, shortcut?: string, side: TipSide = "bottom") {
  return { "data-tip": label, "data-tip-shortcut": shortcut, "data-tip-side": side };
}

/** The tip of whatever is pointed at. One for the whole app: a tooltip of its own for each of dozens of buttons costs more than all else that they are made of. */
export function Tips() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useEffect(() => watchTips(setAnchor), []);
  useEffect(() => {
    if (anchor === null) return;
    // A button that goes away under the pointer or the keyboard says nothing.
    const observer = new MutationObserver(() => {
      if (!anchor.isConnected) setAnchor(null);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [anchor]);
  if (anchor === null) return null;
  const { tip, tipShortcut, tipSide } = anchor.dataset;
  return (
    <Bubble anchor={anchor} side={tipSide as TipSide} onClose={() => setAnchor(null)}>
      <span className="flex items-center gap-2">
        {tip}
        {tipShortcut === undefined ? null : <Kbd inverted>{tipShortcut}</Kbd>}
      </span>
    </Bubble>
  );
}

/** A hint beside an element for as long as it is drawn; Escape ends it. One does for a list of thousands. */
export function Hint({ anchor, label, onClose }: { anchor: Element; label: ReactNode; onClose: () => void }) {
  return (
    <Bubble anchor={anchor} side="right" onClose={onClose} className="[overflow-wrap:anywhere]">
      <span className="line-clamp-[12]">{label}</span>
    </Bubble>
  );
}

function Bubble({
  anchor,
  side,
  onClose,
  className,
  children,
}: {
  anchor: Element;
  side: TipSide;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} className="z-50">
          <Base.Popup data-tip-shown role="tooltip" className={classNames(POPUP, className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
