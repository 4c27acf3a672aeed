import type { ReactNode } from "react";

/** A part of the comparison: its name, what it says in one line, and what can be chosen. */
export function CompareSection({
  title,
  note,
  tools,
  children,
}: {
  title: string;
  note?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="@container border-line border-b px-4 pt-3 pb-4">
      <header className="mb-2 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold text-sm">{title}</h3>
        <p className="min-w-[min(18rem,100%)] flex-1 text-ink-3 text-xs">{note}</p>
        {tools}
      </header>
      {children}
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
