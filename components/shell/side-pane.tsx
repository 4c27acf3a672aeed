import type { ReactNode } from "react";
import { PaneSeparator } from "./pane-separator";
import type { PaneWidth } from "./pane-widths";

/** A pane beside the table, as wide as the person drags it. */
export function SidePane({
  label,
  separatorLabel,
  side,
  width,
  onWidthChange,
  children,
}: {
  label: string;
  separatorLabel: string;
  side: "left" | "right";
  width: PaneWidth;
  onWidthChange: (px: number) => void;
  children: ReactNode;
}) {
  const separator = (
    <PaneSeparator label={separatorLabel} width={width} side={side} onWidthChange={onWidthChange} />
  );
  return (
    <aside aria-label={label} className="flex min-w-0 shrink-0">
      {side === "right" ? separator : null}
      <div className="min-w-0" style={{ width: width.px }}>
        {children}
      </div>
      {side === "left" ? separator : null}
    </aside>
  );
}
