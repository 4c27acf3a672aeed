"use client";

import { useEffect, useState } from "react";
import { TextField } from "@/components/ui";
import type { ColumnType } from "@/lib/schema";
import { boundText, readBound } from "./bounds";

/** One end of a range, typed. Enter or leaving the box applies it; an empty box leaves the end open. */
export function BoundField({
  label,
  bound,
  placeholder,
  type,
  onCommit,
}: {
  label: string;
  bound: number | string | null;
  placeholder: string;
  type: ColumnType;
  onCommit: (bound: number | string | null) => void;
}) {
  const shown = boundText(bound);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const read = readBound(text, type);

  function commit() {
    if (read !== undefined && read !== bound) onCommit(read);
  }

  return (
    <TextField
      size="sm"
      aria-label={label}
      aria-invalid={read === undefined}
      placeholder={placeholder}
      inputMode={type === "date" || type === "timestamp" ? undefined : "decimal"}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setText(shown);
      }}
      className={`w-0 flex-1 ${read === undefined ? "border-problem" : ""}`}
    />
  );
}
