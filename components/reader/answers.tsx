"use client";

import { Equal, EqualNot, Minus } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui";
import { type AnswerVerdict, judgeAnswers, statedAnswers, verdictWords } from "@/lib/conversation";
import type { ReadOptions } from "@/lib/conversation/model";
import type { Value } from "@/lib/format/value";
import { PartKeyProvider } from "./fold-state";
import { MoreButton } from "./more-button";
import { TextBlock } from "./text-block";
import { TextDiff } from "./text-diff";
import { toVisibleLine } from "./visible-characters";

/** An answer of more lines opens with a click. */
const ANSWER_LINES = 3;

/** What is right beside what was answered, whether they say the same, and by which rule. Region `Answers`. */
export function Answers({ record, options }: { record: Value; options: ReadOptions }) {
  const answers = useMemo(() => statedAnswers(record, options), [record, options]);
  const verdict = useMemo(() => (answers === null ? null : judgeAnswers(answers)), [answers]);
  const [hasDiff, setDiff] = useState(false);
  const [hasAll, setAll] = useState(false);
  if (answers === null || verdict === null) return null;
  const { truths, answer, answerIn } = answers;
  const shownTruth = verdict.verdict === "agrees" ? verdict.truth : 0;
  const truth = truths[shownTruth] ?? "";
  const others = truths.filter((_, at) => at !== shownTruth);
  const isSame = verdict.verdict === "agrees" && verdict.rules[0] === "identical";
  const [what, why] = verdictWords(verdict, answers);
  return (
    <section aria-label="Answers" className="border-line border-b">
      <div className="flex items-start gap-x-2 px-3 pt-1.5 text-sm">
        <p className="min-w-0 flex-1 pt-0.5">
          <VerdictMark verdict={verdict} />
          <span className="font-medium">{what}</span>
          <span className="text-ink-2">: {toVisibleLine(why)}</span>
        </p>
        {answer === null || isSame ? null : (
          <Button variant="quiet" size="sm" aria-pressed={hasDiff} onClick={() => setDiff(!hasDiff)}>
            Differences
          </Button>
        )}
      </div>
      <div className="reader-answers">
        <Answer label="Ground truth" detail={options.groundTruthField} text={truth} partKey="truth" />
        <Answer
          label="Final answer"
          detail={answerIn === "field" ? options.finalAnswerField : null}
          place={answerIn === "conversation" ? "end of the conversation" : null}
          text={answer}
          partKey="answer"
        />
      </div>
      {others.length === 0 ? null : (
        <div className="px-3 pb-1.5">
          <MoreButton onClick={() => setAll(!hasAll)}>
            {hasAll
              ? "Show one accepted answer"
              : `Show ${others.length.toLocaleString("en")} more accepted ${others.length === 1 ? "answer" : "answers"}`}
          </MoreButton>
          {hasAll
            ? others.map((other, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: answers may repeat and never move
                <div key={position} className="border-line border-t py-1">
                  <PartKeyProvider value={`truth${position + 1}`}>
                    <TextBlock text={other} maxLines={ANSWER_LINES} />
                  </PartKeyProvider>
                </div>
              ))
            : null}
        </div>
      )}
      {hasDiff && answer !== null ? (
        <div className="border-line border-t">
          <TextDiff
            before={{ name: "ground truth", text: truth }}
            after={{ name: "final answer", text: answer }}
          />
        </div>
      ) : null}
    </section>
  );
}

function VerdictMark({ verdict }: { verdict: AnswerVerdict }) {
  const className = "mr-1.5 inline size-4 align-[-3px]";
  switch (verdict.verdict) {
    case "agrees":
      return <Equal aria-hidden className={`${className} text-role-assistant`} />;
    case "differs":
      return <EqualNot aria-hidden className={`${className} text-problem`} />;
    case "no answer":
      return <Minus aria-hidden className={`${className} text-ink-3`} />;
  }
}

function Answer({
  label,
  detail,
  place = null,
  text,
  partKey,
}: {
  label: string;
  /** Field the text comes from. */
  detail: string | null;
  /** Where it stands, when it is in no field. */
  place?: string | null;
  text: string | null;
  partKey: string;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: two texts side by side are no form
    <div role="group" aria-label={label} className="min-w-0 px-3 pt-1 pb-2">
      <div className="flex flex-wrap items-baseline gap-x-2 text-xs">
        <span className="font-medium text-ink-2">{label}</span>
        {detail === null ? null : (
          <bdi className="font-mono text-ink-3 [overflow-wrap:anywhere]">{toVisibleLine(detail)}</bdi>
        )}
        {place === null ? null : <span className="text-ink-3">{place}</span>}
      </div>
      {text === null ? (
        <p className="text-ink-3 italic">none</p>
      ) : (
        <PartKeyProvider value={partKey}>
          <TextBlock text={text} maxLines={ANSWER_LINES} isAtOnce />
        </PartKeyProvider>
      )}
    </div>
  );
}
