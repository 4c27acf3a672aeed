"use client";

import { useEffect, useId, useState } from "react";
import { TextField } from "@/components/ui";
import type { ColumnType } from "@/lib/schema";
import { boundHint, boundText, readBound } from "./bounds";

/**
 * One end of a range, typed. Enter or leaving the box applies it; an empty box leaves the end open. What cannot be read
 * is told below the row of boxes, which must wrap.
 */
export function BoundField({
  label,
  end,
  bound,
  placeholder,
  type,
  onCommit,
}: {
  label: string;
  end: "min" | "max";
  bound: number | string | null;
  placeholder: string;
  type: ColumnType;
  onCommit: (bound: number | string | null) => void;
}) {
  const shown = boundText(bound);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const [isTried, setTried] = useState(false);
  const hintId = useId();
  const read = readBound(text, type, end);
  const isRefused = isTried && read === undefined;

  function commit() {
    setTried(true);
    if (read !== undefined && read !== bound) onCommit(read);
  }

  return (
    <>
      <TextField
        size="sm"
        aria-label={label}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? hintId : undefined}
        placeholder={placeholder}
        inputMode={type === "date" || type === "timestamp" ? undefined : "decimal"}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setTried(false);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") setText(shown);
        }}
        // As wide as what stands in it, where one line has room for that: of a date or a long number the end tells most.
        style={{
          minWidth: `min(100%, calc(${Math.max(text.length, placeholder.length) * 0.9}ch + 1.25rem))`,
        }}
        className={`w-0 flex-1 ${isRefused ? "border-problem focus-within:border-problem focus-within:outline-problem" : ""}`}
      />
      {isRefused ? (
        <p id={hintId} role="alert" className="order-last w-full text-problem text-xs">
          {boundHint(type)}
        </p>
      ) : null}
    </>
  );
}
