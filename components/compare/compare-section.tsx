import type { ReactNode } from "react";
import { BEHIND_MS, useLong } from "@/components/shell/use-long";
import { type SectionName, sectionId } from "./section-links";

/**
 * A part of the comparison: its name, what it says in one line, and what can be chosen. `isBehind`: it still shows
 * another view than the filters say, and fades when that lasts.
 */
export function CompareSection({
  title,
  note,
  tools,
  isBehind = false,
  children,
}: {
  title: SectionName;
  note?: ReactNode;
  tools?: ReactNode;
  isBehind?: boolean;
  children: ReactNode;
}) {
  const isLongBehind = useLong(isBehind, BEHIND_MS);
  return (
    <section
      id={sectionId(title)}
      // Links to it bring the focus along.
      tabIndex={-1}
      aria-label={title}
      aria-busy={isBehind}
      className="@container border-line border-b px-4 pt-3 pb-4 outline-none"
    >
      <header className="mb-2 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold text-sm">{title}</h3>
        <p className="min-w-[min(18rem,100%)] flex-1 text-ink-3 text-xs">{note}</p>
        {tools}
      </header>
      <div data-behind={isLongBehind} className="data-[behind=true]:opacity-50">
        {children}
      </div>
    </section>
  );
}

/** What stands in place of an answer: that it is being counted, or why it cannot be. */
export function AnswerNote({ error, words }: { error: string | null; words: string }) {
  return error === null ? (
    <p className="text-ink-3">{words}</p>
  ) : (
    <p role="alert" className="text-problem">
      {error}
    </p>
  );
}
