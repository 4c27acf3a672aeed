"use client";

import { type RefObject, useState } from "react";

/** The note of a record: text that is kept as it is typed. Escape and Ctrl Enter leave it. */
export function NoteField({
  inputRef,
  note,
  onChange,
  onLeave,
}: {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  note: string;
  onChange: (text: string) => void;
  onLeave: (isByKey: boolean) => void;
}) {
  // While it is typed in, the text is its own: what is kept arrives a moment later and would move the cursor.
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <div className="px-2 pb-1.5">
      <textarea
        ref={inputRef}
        aria-label="Note"
        placeholder="Note on this record"
        dir="auto"
        rows={1}
        value={draft ?? note}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          onChange(text);
        }}
        onKeyDown={(event) => {
          const isLeaving =
            event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
          if (!isLeaving) return;
          event.preventDefault();
          onLeave(true);
        }}
        onBlur={() => {
          const tidy = draft?.trim();
          if (tidy !== undefined && tidy !== draft) onChange(tidy);
          setDraft(null);
          onLeave(false);
        }}
        className="block max-h-40 min-h-7 w-full resize-none overflow-auto rounded-sm border border-line bg-surface-2 px-2 py-1 text-ink text-sm [field-sizing:content] placeholder:text-ink-3 hover:border-line-strong focus:bg-surface"
      />
    </div>
  );
}
