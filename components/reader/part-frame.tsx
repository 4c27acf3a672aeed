import type { ReactNode } from "react";
import { toVisibleLine } from "./visible-characters";

const TONES = {
  plain: { rule: "border-line-strong", ink: "text-ink-2" },
  tool: { rule: "border-role-tool", ink: "text-role-tool" },
  answer: { rule: "border-role-assistant", ink: "text-role-assistant" },
  problem: { rule: "border-problem", ink: "text-problem" },
} as const;

/** A part that is not plain text: a rule at its side, what it is above it. */
export function PartFrame({
  label,
  detail = null,
  tone,
  note = null,
  children,
}: {
  label: string;
  /** Name or type, in the data's own words. */
  detail?: string | null;
  tone: keyof typeof TONES;
  /** What is odd about it. */
  note?: string | null;
  children: ReactNode;
}) {
  return (
    <div className={`border-l-2 pl-2.5 ${TONES[tone].rule}`}>
      <div className={`mb-1 flex flex-wrap items-baseline gap-x-2 font-medium text-xs ${TONES[tone].ink}`}>
        {label}
        {detail ? (
          <bdi className="font-mono font-normal text-ink-2 [overflow-wrap:anywhere]">
            {toVisibleLine(detail)}
          </bdi>
        ) : null}
        {note === null ? null : <span className="font-normal text-problem">{note}</span>}
      </div>
      {children}
    </div>
  );
}
