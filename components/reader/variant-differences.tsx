"use client";

import { useState } from "react";
import { Select } from "@/components/ui";
import { messageText, type PlacedMessage, type PlacedVariant, shownRole } from "./name-messages";
import { TextDiff } from "./text-diff";
import { toVisibleLine } from "./visible-characters";

/** Two variants compared message by message; of more than two, which ones is the person's choice. */
export function VariantDifferences({
  variants,
  layout,
}: {
  variants: readonly PlacedVariant[];
  layout: "columns" | "inline";
}) {
  const [chosen, setChosen] = useState<readonly [number, number]>([0, 1]);
  const [left, right] = chosen;
  const before = variants[left] ?? variants[0];
  const after = variants[right] ?? variants[1];
  if (!before || !after) return <p className="px-3 py-2.5 text-ink-3">Show a second side to compare it.</p>;
  const count = Math.max(before.messages.length, after.messages.length);
  const options = variants.map(({ variant }, position) => ({
    value: String(position),
    label: toVisibleLine(variant.name),
  }));
  return (
    <div>
      {variants.length > 2 ? (
        <div
          data-screen-only=""
          className="flex flex-wrap items-center gap-2 border-line border-b px-3 py-1.5 text-ink-2 text-xs"
        >
          Compare
          <Select
            size="sm"
            aria-label="First side"
            value={String(left)}
            options={options}
            onValueChange={(value) => setChosen([Number(value), right])}
          />
          with
          <Select
            size="sm"
            aria-label="Second side"
            value={String(right)}
            options={options}
            onValueChange={(value) => setChosen([left, Number(value)])}
          />
        </div>
      ) : null}
      {Array.from({ length: count }, (_, position) => {
        const first = before.messages[position];
        const second = after.messages[position];
        return (
          <div
            key={first?.index ?? second?.index}
            data-message={first?.index ?? second?.index}
            tabIndex={-1}
            className="scroll-mt-2 border-line border-b outline-offset-[-2px]"
          >
            {count > 1 ? (
              <p className="border-line border-b bg-surface-2 px-3 py-1 font-medium text-ink-2 text-xs">
                {rolesOf(first, second)}, message {position + 1} of {count}
              </p>
            ) : null}
            <TextDiff
              before={{ name: before.variant.name, text: textOf(first) }}
              after={{ name: after.variant.name, text: textOf(second) }}
              layout={layout}
            />
          </div>
        );
      })}
    </div>
  );
}

function textOf(placed: PlacedMessage | undefined): string {
  return placed ? messageText(placed.message) : "";
}

function rolesOf(first: PlacedMessage | undefined, second: PlacedMessage | undefined): string {
  const roles = [first, second].flatMap((placed) => (placed ? [shownRole(placed.message)] : []));
  return [...new Set(roles)].join(" and ");
}
