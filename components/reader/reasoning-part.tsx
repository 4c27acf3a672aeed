"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { countWords } from "@/lib/conversation";
import { useReadingOptions } from "./reading-options";
import { TextBlock } from "./text-block";

/** Thinking before the reply: folded to one line with its length, opens on demand. */
export function ReasoningPart({ text, closed }: { text: string; closed: boolean }) {
  const { thoughtsOpen } = useReadingOptions();
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const words = countWords(text);
  const shown = isOpen ?? (thoughtsOpen && words <= 150);
  return (
    <div className="border-line-strong border-l-2 pl-2.5">
      <button
        type="button"
        aria-expanded={shown}
        onClick={() => setOpen(!shown)}
        className="-ml-1 flex min-h-6 cursor-default items-center gap-1 rounded-sm px-1 text-ink-2 text-xs hover:bg-surface-3 hover:text-ink"
      >
        <ChevronRight
          aria-hidden
          className={`size-3.5 transition-transform duration-100 ${shown ? "rotate-90" : ""}`}
        />
        <span>
          <span className="font-medium">{thoughtsOpen ? "Thought" : "Reasoning"}</span>,{" "}
          {words.toLocaleString("en")} {words === 1 ? "word" : "words"}
        </span>
        {closed ? null : <span className="text-problem">never closed</span>}
      </button>
      {shown ? (
        <div className="pt-1 text-ink-2">
          <TextBlock text={text} />
        </div>
      ) : null}
    </div>
  );
}
