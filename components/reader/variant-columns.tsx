"use client";

import { MessageCard } from "./message-card";
import type { PlacedVariant } from "./name-messages";
import { toVisibleLine } from "./visible-characters";

/** Answers to the same prompt side by side, one below the other where there is no room. */
export function VariantColumns({
  variants,
  markedMessage,
  linkFor,
}: {
  variants: readonly PlacedVariant[];
  markedMessage: number | null;
  linkFor: ((message: number) => string) | undefined;
}) {
  return (
    <div className="reader-variants">
      {variants.map(({ variant, messages }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: variants never move, and their names may repeat
        <section key={position} aria-label={toVisibleLine(variant.name)} className="reader-variant">
          <h3 className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-b bg-surface-2 px-3 py-1.5 text-xs">
            <bdi className="font-medium text-ink text-sm">{toVisibleLine(variant.name)}</bdi>
            {variant.model === null ? null : (
              <bdi className="font-mono text-ink-2 [overflow-wrap:anywhere]">
                {toVisibleLine(variant.model)}
              </bdi>
            )}
            {variant.rating === null ? null : <span className="text-ink-2">rating {variant.rating}</span>}
            {variant.score === null ? null : <span className="text-ink-2">score {variant.score}</span>}
          </h3>
          {messages.length === 0 ? (
            <p className="px-3 py-2.5 text-ink-3">No message in this variant.</p>
          ) : (
            messages.map((placed) => (
              <MessageCard
                key={placed.index}
                placed={placed}
                isMarked={placed.index === markedMessage}
                linkFor={linkFor}
              />
            ))
          )}
        </section>
      ))}
    </div>
  );
}
