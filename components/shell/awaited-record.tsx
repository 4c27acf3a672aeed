"use client";

import { X } from "lucide-react";
import { formatCount, formatUnits, IconButton } from "@/components/ui";
import { useShortcuts } from "./use-shortcuts";

/** Stands for a record that a link opens while reading has not come to it. */
export function AwaitedRecord({
  row,
  rowsSoFar,
  onClose,
}: {
  /** `_row` of the record. */
  row: number;
  rowsSoFar: number;
  onClose: () => void;
}) {
  useShortcuts({ Escape: onClose });
  return (
    <section aria-label="Record" aria-busy="true" className="flex h-full min-w-0 flex-col">
      <header className="flex shrink-0 items-center gap-1 border-line border-b py-1 pr-1.5 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-medium">Row {formatCount(row + 1)}</h2>
        <IconButton label="Close record" shortcut="Esc" icon={<X />} onClick={onClose} />
      </header>
      <p className="px-3 py-4 text-ink-2">
        This row is not read yet: {formatUnits(rowsSoFar, "row")} so far. It opens when reading comes to it.
      </p>
    </section>
  );
}
