"use client";

import { type ReactNode, useState } from "react";
import { Button, formatCount } from "@/components/ui";

/** Entries shown until the person asks for all. */
const LISTED = 10;

/** A list of which the first entries stand there, the others behind a button. */
export function FoldedList<T>({
  items,
  render,
  rest,
}: {
  items: readonly T[];
  render: (item: T) => ReactNode;
  /** Words after "and 12 more", about the entries left out. */
  rest?: (items: readonly T[]) => string;
}) {
  const [isWhole, setWhole] = useState(false);
  const left = isWhole ? [] : items.slice(LISTED);
  return (
    <>
      <ul className="text-xs">
        {items.slice(0, items.length - left.length).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries may repeat and are only appended
          <li key={index} className="break-words py-0.5">
            {render(item)}
          </li>
        ))}
      </ul>
      {left.length === 0 ? null : (
        <p className="mt-1 flex items-center gap-2 text-ink-2 text-xs">
          and {formatCount(left.length)} more{rest?.(left)}
          <Button size="sm" onClick={() => setWhole(true)}>
            Show all {formatCount(items.length)}
          </Button>
        </p>
      )}
    </>
  );
}
