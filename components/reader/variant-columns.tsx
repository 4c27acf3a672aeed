"use client";

import { EyeOff } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { formatNumber, formatUnits, IconButton } from "@/components/ui";
import { isPreferencePair, judgeVariants } from "@/lib/conversation";
import { countWords, WORDS_COUNTED } from "@/lib/schema";
import { describeLengths } from "./describe-verdict";
import { MessageCard } from "./message-card";
import { messageText, type PlacedVariant } from "./name-messages";
import { useIsWide } from "./use-is-wide";
import { useScrollLock } from "./use-scroll-lock";
import { VariantDifferences } from "./variant-differences";
import { useVariantLayout } from "./variant-layout";
import { VariantsBar } from "./variants-bar";
import { toVisibleLine } from "./visible-characters";

/** From this width of the record on, sides stand beside each other; the style sheet has the same number. */
const BESIDE_PX = 560;

/**
 * Answers to the same prompt: side by side, one below the other where there is no room, or their differences. With
 * their models, ratings, scores and lengths, and what these say.
 */
export function VariantColumns({
  variants,
  markedMessage,
  linkFor,
}: {
  variants: readonly PlacedVariant[];
  markedMessage: number | null;
  linkFor: ((message: number) => string) | undefined;
}) {
  const [layout, setLayout] = useVariantLayout();
  // Sides scroll with the page until the person lets them go; from then on in boxes of their own, together or not.
  const [scrolling, setScrolling] = useState<"page" | "apart" | "together">("page");
  const root = useRef<HTMLDivElement>(null);
  const isWide = useIsWide(root, BESIDE_PX);
  useScrollLock(root, scrolling === "together");

  const names = variants.map(({ variant }) => toVisibleLine(variant.name));
  const verdicts = useMemo(() => judgeVariants(variants.map(({ variant }) => variant)), [variants]);
  const lengths = useMemo(() => variants.map(measure), [variants]);
  const isHidden = ({ variant, messages }: PlacedVariant): boolean =>
    layout.hidden.includes(variant.name) && !messages.some(({ index }) => index === markedMessage);
  // Who hides every side has hidden names that other records have: all are shown then.
  const isNothingLeft = variants.every(isHidden);
  const positions = variants.map((_, position) => position);
  const hidden = isNothingLeft ? [] : positions.filter((at) => isHidden(variants[at] as PlacedVariant));
  const shown = positions.filter((at) => !hidden.includes(at));
  if (layout.isSwapped) shown.reverse();

  const show = (position: number): void => {
    const name = variants[position]?.variant.name;
    setLayout({ hidden: layout.hidden.filter((other) => other !== name) });
  };
  const isBoxed = scrolling !== "page" && isWide;
  const [first, second] = lengths;
  const longer =
    variants.length === 2 && first && second
      ? describeLengths([names[0] ?? "", names[1] ?? ""], [first.words, second.words])
      : null;
  return (
    <section
      aria-label={
        isPreferencePair(variants.map(({ variant }) => variant)) ? "Preference pair" : "Completions"
      }
      ref={root}
    >
      <VariantsBar
        verdicts={verdicts}
        names={names}
        lengths={longer}
        layout={layout}
        onLayoutChange={setLayout}
        hidden={hidden}
        onShow={show}
        isWide={isWide}
        scrolling={{
          isTogether: scrolling !== "apart",
          onToggle: () => setScrolling(scrolling === "apart" ? "together" : "apart"),
        }}
      />
      {layout.view === "differences" ? (
        <VariantDifferences
          variants={shown.map((at) => variants[at] as PlacedVariant)}
          layout={isWide && layout.isSideBySide ? "columns" : "inline"}
        />
      ) : (
        <div className="reader-variants">
          {shown.map((position) => {
            const placed = variants[position] as PlacedVariant;
            const length = lengths[position] as Length;
            return (
              <section key={position} aria-label={names[position]} className="reader-variant">
                <VariantHeading
                  placed={placed}
                  name={names[position] ?? ""}
                  length={length}
                  isBest={verdicts.some(({ kind, best }) => kind !== "tied" && best.includes(position))}
                  onHide={
                    shown.length < 2
                      ? undefined
                      : () => setLayout({ hidden: [...layout.hidden, placed.variant.name] })
                  }
                />
                <div
                  data-scroll-box={isBoxed ? "" : undefined}
                  className={isBoxed ? "reader-variant-box" : undefined}
                  tabIndex={isBoxed ? 0 : undefined}
                >
                  {placed.messages.length === 0 ? (
                    <p className="px-3 py-2.5 text-ink-3">No message in this variant.</p>
                  ) : (
                    placed.messages.map((message) => (
                      <MessageCard
                        key={message.index}
                        placed={message}
                        isMarked={message.index === markedMessage}
                        linkFor={linkFor}
                      />
                    ))
                  )}
                </div>
              </section>
            );
          })}
        </div>
      )}
    </section>
  );
}

function VariantHeading({
  placed: { variant },
  name,
  length,
  isBest,
  onHide,
}: {
  placed: PlacedVariant;
  name: string;
  length: Length;
  isBest: boolean;
  /** Absent for the last side that is shown. */
  onHide: (() => void) | undefined;
}) {
  const ink = isBest ? "font-medium text-ink" : "text-ink-2";
  return (
    <div className="reader-variant-heading">
      <h3 className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-0.5 text-xs">
        <bdi className="font-medium text-ink text-sm">{name}</bdi>
        {variant.model === null ? null : (
          <bdi className="font-mono text-ink-2 [overflow-wrap:anywhere]">{toVisibleLine(variant.model)}</bdi>
        )}
        {variant.rating === null ? null : <span className={ink}>rating {formatNumber(variant.rating)}</span>}
        {variant.score === null ? null : <span className={ink}>score {formatNumber(variant.score)}</span>}
        <span
          className="font-normal text-ink-2"
          title={`${formatUnits(length.characters, "character")}. ${WORDS_COUNTED}.`}
        >
          {formatUnits(length.words, "word")}
        </span>
      </h3>
      {onHide ? <IconButton size="sm" label={`Hide ${name}`} icon={<EyeOff />} onClick={onHide} /> : null}
    </div>
  );
}

interface Length {
  words: number;
  characters: number;
}

function measure({ messages }: PlacedVariant): Length {
  const length = { words: 0, characters: 0 };
  for (const { message } of messages) {
    length.words += countWords(messageText(message));
    length.characters += message.chars;
  }
  return length;
}
