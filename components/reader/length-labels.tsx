"use client";

import { Check, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Button, formatCount, formatPercent, formatUnits } from "@/components/ui";
import { lengthRangeWords, WORDS_COUNTED } from "@/lib/schema";
import { TOKENIZER } from "@/lib/tokens";
import { FoldButton } from "./fold-button";
import { distanceText, type LabelMeasure, measureLabels } from "./measure-labels";
import type { PlacedConversation } from "./name-messages";
import { TrainingText } from "./training-text";
import { type TokenCounts, useTokenCounts } from "./use-token-counts";
import { toVisibleLine } from "./visible-characters";

/** More labels than this start folded: the messages come first. */
const OPEN_LABELS = 6;

/** Length labels against what was written: words, tokens when asked, RULER's range. Region `Length labels`. */
export function LengthLabels({
  placed,
  onMessageChange,
}: {
  placed: PlacedConversation;
  onMessageChange: (message: number) => void;
}) {
  const measures = useMemo(() => measureLabels(placed), [placed]);
  const [isOpen, setOpen] = useState(measures.length <= OPEN_LABELS);
  const [hasTraining, setTraining] = useState(false);
  if (measures.length === 0) return null;
  return (
    <section aria-label="Length labels" className="border-line border-b px-3 py-1">
      <div className="flex flex-wrap items-center gap-x-2">
        <FoldButton isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
          <span>{summaryOf(measures)}</span>
        </FoldButton>
        <Button
          variant="quiet"
          size="sm"
          aria-pressed={hasTraining}
          className="ml-auto"
          onClick={() => setTraining(!hasTraining)}
        >
          Training text
        </Button>
      </div>
      {isOpen ? <LabelTable measures={measures} onMessageChange={onMessageChange} /> : null}
      {hasTraining ? <TrainingText placed={placed} /> : null}
    </section>
  );
}

function summaryOf(measures: readonly LabelMeasure[]): string {
  const labels = measures.filter(({ label }) => label !== null).length;
  const judged = measures.filter(({ isWithin }) => isWithin !== null);
  const within = judged.filter(({ isWithin }) => isWithin).length;
  const words = [
    formatUnits(labels, "length label"),
    judged.length === 0
      ? "none with a range in RULER"
      : `${formatCount(within)} of ${formatCount(judged.length)} within RULER's range (${formatPercent(within, judged.length)})`,
  ];
  const missing = measures.length - labels;
  if (missing > 0) words.push(`${formatUnits(missing, "answer")} without a label`);
  return words.join(", ");
}

function LabelTable({
  measures,
  onMessageChange,
}: {
  measures: readonly LabelMeasure[];
  onMessageChange: (message: number) => void;
}) {
  const texts = useMemo(() => measures.map(({ content }) => content), [measures]);
  const [tokens, askTokens] = useTokenCounts(texts);
  return (
    <div className="max-h-72 overflow-auto">
      <table className="reader-labels">
        <thead className="reader-labels-head">
          <tr>
            <th scope="col">
              <abbr title="message" className="no-underline">
                #
              </abbr>
            </th>
            <th scope="col">label</th>
            <th scope="col" title={WORDS_COUNTED}>
              RULER words
            </th>
            <th scope="col" title="Words that RULER allows for the label, first and last number taken in">
              RULER range
            </th>
            <th scope="col">in range</th>
            <th scope="col" title={`Tokens of the text without its label, by ${TOKENIZER}`}>
              {tokens.status === "not asked" ? (
                <Button
                  variant="quiet"
                  size="sm"
                  // On two lines as the names of the columns beside it: on a phone there is no room for one.
                  className="-mr-1.5 h-auto! whitespace-normal! text-end"
                  onClick={askTokens}
                >
                  Count tokens
                </Button>
              ) : (
                <>
                  tokens <span className="block">{TOKENIZER}</span>
                </>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {measures.map((measure, at) => (
            <LabelRow
              key={measure.placed.index}
              measure={measure}
              tokens={tokenText(tokens, at)}
              onOpen={() => onMessageChange(measure.placed.index)}
            />
          ))}
        </tbody>
      </table>
      <p className="py-1 text-ink-3 text-xs">
        RULER (Li et al., 2024) tests whether answers keep to a length. Its range is what it allows for a
        label, first and last number taken in; its words are runs of letters, digits and underscores.
      </p>
      {tokens.status === "failed" ? (
        <p role="alert" className="py-1 text-problem text-xs">
          Tokens could not be counted: {tokens.message}
        </p>
      ) : null}
    </div>
  );
}

function LabelRow({
  measure: { placed, label, words, range },
  tokens,
  onOpen,
}: {
  measure: LabelMeasure;
  tokens: string;
  onOpen: () => void;
}) {
  const distance = range === null ? null : distanceText(range, words);
  const Icon = distance === "within" ? Check : X;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          aria-label={`Go to ${placed.name}`}
          onClick={onOpen}
          className="-ml-1 cursor-default rounded-sm px-1 text-accent hover:bg-surface-3"
        >
          {formatCount(placed.index + 1)}
        </button>
      </th>
      <td className="font-mono">
        {label === null ? (
          <span className="text-ink-3">none</span>
        ) : (
          <bdi>{toVisibleLine(label.slice(0, 40))}</bdi>
        )}
      </td>
      <td>{formatCount(words)}</td>
      <td>{range === null ? <span className="text-ink-3">no range</span> : lengthRangeWords(range)}</td>
      <td>
        {distance === null ? (
          <span className="text-ink-3">—</span>
        ) : (
          <span className={distance === "within" ? "text-role-assistant" : "text-problem"}>
            <Icon aria-hidden className="mr-1 inline size-3.5 align-[-2px]" />
            {distance}
          </span>
        )}
      </td>
      <td>{tokens}</td>
    </tr>
  );
}

function tokenText(tokens: TokenCounts, at: number): string {
  switch (tokens.status) {
    case "not asked":
      return "";
    case "counting":
      return "…";
    case "ready":
      return formatCount(tokens.counts[at] ?? 0);
    case "failed":
      return "—";
  }
}
