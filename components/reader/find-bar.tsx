"use client";

import { CaseSensitive, ChevronDown, ChevronUp, Regex, WholeWord, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import { IconButton, TextField } from "@/components/ui";
import type { MessageField } from "@/lib/conversation";
import type { Value } from "@/lib/format/value";
import type { RawRecord } from "@/lib/ingest/dataset";
import type { FindQuery } from "./find-query";
import { findUnits, rawUnits } from "./find-units";
import { type FoldState, useExactText, useRawText } from "./fold-state";
import type { PlacedConversation } from "./name-messages";
import { type FindState, useFind } from "./use-find";

/** Finds in the open record. Search named `Find in record`. */
export function FindBar({
  placed,
  fields,
  rests,
  raw,
  folds,
  body,
  query: wanted,
  onQueryChange,
  start,
  request,
  onClose,
}: {
  placed: PlacedConversation | null;
  /** Fields of the record beside its messages. */
  fields: readonly (readonly [name: string, value: Value])[];
  rests: readonly (readonly MessageField[])[];
  /** The record, when it is shown raw; null when its messages are. */
  raw: RawRecord | null;
  folds: FoldState;
  /** The box that scrolls. */
  body: RefObject<HTMLElement | null>;
  query: FindQuery;
  onQueryChange: (query: FindQuery) => void;
  /** What was searched for in which record: it begins at the first match of each. Null when the person finds by hand. */
  start: string | null;
  /** Takes the focus whenever it changes; null when nobody asked for it. */
  request: number | null;
  onClose: () => void;
}) {
  const exactText = useExactText(folds);
  const rawText = useRawText(folds);
  const units = useMemo(() => {
    if (raw !== null) return rawUnits(raw, rawText);
    return placed === null ? [] : findUnits(placed, fields, rests, exactText);
  }, [placed, fields, rests, raw, exactText, rawText]);
  const find = useFind({ units, folds, body, query: wanted, start, onQueryChange });
  const { query, state, change, step } = find;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (request === null) return;
    input.current?.focus();
    input.current?.select();
  }, [request]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && event.target === input.current) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  const hasMatches = state.status === "found" && state.matches.length > 0;
  return (
    <search
      aria-label="Find in record"
      onKeyDown={onKeyDown}
      className="flex shrink-0 flex-wrap items-center gap-x-1 gap-y-0.5 border-line border-b bg-surface-2 px-3 py-1"
    >
      <TextField
        ref={input}
        type="search"
        size="sm"
        aria-label="Find in record"
        placeholder="Find in record"
        aria-invalid={state.status === "failed" || undefined}
        autoComplete="off"
        spellCheck={false}
        value={query.text}
        onChange={(event) => change({ text: event.target.value })}
        className="min-w-24 flex-1"
      />
      <IconButton
        size="sm"
        label="Match case"
        icon={<CaseSensitive />}
        aria-pressed={query.isCaseSensitive}
        onClick={() => change({ isCaseSensitive: !query.isCaseSensitive })}
      />
      <IconButton
        size="sm"
        label="Whole word"
        icon={<WholeWord />}
        aria-pressed={query.isWholeWord}
        onClick={() => change({ isWholeWord: !query.isWholeWord })}
      />
      <IconButton
        size="sm"
        label="Regular expression"
        icon={<Regex />}
        aria-pressed={query.isRegex}
        onClick={() => change({ isRegex: !query.isRegex })}
      />
      <output
        aria-label="Matches"
        className={`min-w-16 px-1 text-right text-xs ${state.status === "failed" ? "text-problem" : "text-ink-2"}`}
      >
        {sayWhatWasFound(state)}
      </output>
      <IconButton
        size="sm"
        label="Previous match"
        shortcut="Shift Enter"
        icon={<ChevronUp />}
        disabled={!hasMatches}
        onClick={() => step(-1)}
      />
      <IconButton
        size="sm"
        label="Next match"
        shortcut="Enter"
        icon={<ChevronDown />}
        disabled={!hasMatches}
        onClick={() => step(1)}
      />
      <IconButton size="sm" label="Close find" shortcut="Esc" icon={<X />} onClick={onClose} />
    </search>
  );
}

function sayWhatWasFound(state: FindState): string {
  switch (state.status) {
    case "idle":
      return "";
    case "searching":
      return "searching…";
    case "failed":
      return state.reason;
    case "found": {
      const { isWhole } = state.matches;
      const total = `${isWhole ? "" : "at least "}${state.matches.total.toLocaleString("en")}`;
      if (state.matches.total === 0) return "no matches";
      if (state.index === null) return state.matches.total === 1 ? "1 match" : `${total} matches`;
      return `${(state.index + 1).toLocaleString("en")} of ${total}`;
    }
  }
}
