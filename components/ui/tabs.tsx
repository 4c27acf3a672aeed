"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import { memo, type ReactNode } from "react";
import { classNames } from "./class-names";

/** A set of tabs: put a TabList and a TabPanel for each tab inside, at any depth. */
export function Tabs<T extends string>({
  value,
  onValueChange,
  className,
  children,
}: {
  value: T;
  onValueChange: (value: T) => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: T) => onValueChange(next)}
      className={classNames(className)}
    >
      {children}
    </Base.Root>
  );
}

export const TabList = memo(function TabList({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { value: string; label: string }[];
}) {
  return (
    <Base.List aria-label={label} className="flex h-full shrink-0 items-stretch gap-0.5">
      {tabs.map((tab) => (
        <Base.Tab
          key={tab.value}
          value={tab.value}
          className="relative flex cursor-default items-center px-2 text-ink-2 text-sm hover:text-ink focus-visible:-outline-offset-2 data-[active]:font-medium data-[active]:text-ink data-[active]:after:absolute data-[active]:after:inset-x-2 data-[active]:after:bottom-0 data-[active]:after:h-0.5 data-[active]:after:bg-accent"
        >
          {tab.label}
        </Base.Tab>
      ))}
    </Base.List>
  );
});

/** What a tab shows; there only while its tab is chosen. */
export function TabPanel<T extends string>({
  value,
  className,
  children,
}: {
  value: T;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Panel value={value} className={classNames("outline-none", className)} tabIndex={-1}>
      {children}
    </Base.Panel>
  );
}
