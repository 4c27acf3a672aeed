"use client";

import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";

/** An on/off setting with its label; takes effect at once. */
export function Switch({
  checked,
  onCheckedChange,
  children,
  disabled = false,
}: {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside renders the labelled input
    <label className="flex cursor-default select-none items-center gap-2 text-ink-2 text-sm">
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next)}
        className="flex h-4 w-7 shrink-0 rounded-full border border-line-strong bg-surface p-px data-[checked]:border-accent data-[checked]:bg-accent"
      >
        <Base.Thumb className="size-3 rounded-full bg-line-strong transition-transform duration-100 data-[checked]:translate-x-3 data-[checked]:bg-on-accent" />
      </Base.Root>
      {children}
    </label>
  );
}
