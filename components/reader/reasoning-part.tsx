"use client";

import { formatUnits } from "@/components/ui";
import { FoldButton } from "./fold-button";
import { useFold, usePartKey } from "./fold-state";
import { useReadingOptions } from "./reading-options";
import { TextBlock } from "./text-block";
import { useWordCount } from "./use-word-count";

/** Thinking before the reply: folded to one line with its length, opens on demand. */
export function ReasoningPart({ text, closed }: { text: string; closed: boolean }) {
  const { thoughtsOpen } = useReadingOptions();
  const words = useWordCount(text);
  const [isOpen, setOpen] = useFold(usePartKey(), thoughtsOpen && words !== null && words <= 150);
  return (
    <div className="border-line-strong border-l-2 pl-2.5">
      <FoldButton isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
        <span>
          <span className="font-medium">{thoughtsOpen ? "Thought" : "Reasoning"}</span>,{" "}
          {words === null ? "counting words" : formatUnits(words, "word")}
        </span>
        {closed ? null : <span className="text-problem">never closed</span>}
      </FoldButton>
      {isOpen ? (
        <div className="pt-1 text-ink-2">
          <TextBlock text={text} />
        </div>
      ) : null}
    </div>
  );
}
