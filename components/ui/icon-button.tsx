"use client";

import type { ReactNode } from "react";
import type { ButtonProps } from "./button";
import { classNames } from "./class-names";
import { type TipSide, tipOf } from "./tips";

export type IconButtonProps = Omit<ButtonProps, "children" | "aria-label"> & {
  /** Accessible name, also the tooltip. */
  label: string;
  icon: ReactNode;
  shortcut?: string;
  tooltipSide?: TipSide;
};

/** A square button with an icon, its name in a tooltip. */
export function IconButton({
  label,
  icon,
  shortcut,
  tooltipSide = "bottom",
  variant = "quiet",
  size = "md",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...tipOf(label, shortcut, tooltipSide)}
      {...rest}
      type={type}
      aria-label={label}
      className={classNames(
        "inline-flex shrink-0 cursor-default items-center justify-center rounded-sm disabled:pointer-events-none disabled:opacity-40",
        size === "sm" ? "size-6 [&_svg]:size-3.5" : "size-7 [&_svg]:size-4",
        variant === "outline"
          ? "border border-line text-ink-2 hover:bg-surface-2 hover:text-ink"
          : "text-ink-2 hover:bg-surface-3 hover:text-ink aria-pressed:bg-surface-3 aria-pressed:text-ink data-[popup-open]:bg-surface-3",
        className,
      )}
    >
      {icon}
    </button>
  );
}
