"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export interface TabItem<T extends string> {
  value: T;
  label: ReactNode;
  content: ReactNode;
}

/** Tabs with their panels; only the open panel is mounted. */
export function Tabs<T extends string>({
  label,
  value,
  onValueChange,
  items,
  className,
}: {
  /** Name of the tab list. */
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  items: readonly TabItem<T>[];
  className?: string;
}) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: T) => onValueChange(next)}
      className={className ?? "flex min-h-0 flex-1 flex-col"}
    >
      <Base.List aria-label={label} className="flex shrink-0 gap-3 border-line border-b px-3">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="-mb-px h-8 cursor-default border-transparent border-b-2 px-0.5 text-ink-2 text-sm hover:text-ink data-[active]:border-ink data-[active]:text-ink"
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="min-h-0 flex-1 overflow-auto">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
