"use client";

import { Search, X } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { TextField } from "@/components/ui";
import { searchedShare } from "./in-view-words";
import { timeLeftWords } from "./reading-words";
import type { SearchState } from "./use-search";

/** Searches inside messages. Enter searches; clearing the box ends the search. */
export function SearchBox({
  inputRef,
  text,
  state,
  onSearch,
}: {
  inputRef: RefObject<HTMLInputElement | null>;
  text: string;
  state: SearchState;
  onSearch: (text: string) => void;
}) {
  const [draft, setDraft] = useState(text);
  useEffect(() => setDraft(text), [text]);

  // Scanning a file of gigabytes for each letter would be waste; a pause is a question.
  useEffect(() => {
    if (draft === text) return;
    const timer = setTimeout(() => onSearch(draft), 500);
    return () => clearTimeout(timer);
  }, [draft, text, onSearch]);

  // Once something is found its count says in which share; and all is searched only when the last of it is shown.
  const { progress, secondsLeft } = state;
  const isSearching = state.isRunning && state.text !== text;
  const share = isSearching && progress !== null ? searchedShare(progress) : null;
  return (
    <search className="relative min-w-0">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(draft);
        }}
      >
        <TextField
          ref={inputRef}
          type="search"
          aria-label="Search messages"
          placeholder="Search messages"
          icon={<Search aria-hidden />}
          value={draft}
          spellCheck={false}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            if (draft === "") event.currentTarget.blur();
            else {
              setDraft("");
              onSearch("");
            }
          }}
          trailing={
            <>
              {share === null ? null : <span className="shrink-0 text-ink-3 text-xs">{share}</span>}
              {/* On a phone there is room for one of both. */}
              {secondsLeft === null ? null : (
                <span className="shrink-0 text-ink-3 text-xs max-md:hidden">
                  {timeLeftWords(secondsLeft)}
                </span>
              )}
              {draft === "" ? null : (
                <button
                  type="button"
                  aria-label="Clear search"
                  onClick={() => {
                    setDraft("");
                    onSearch("");
                  }}
                  className="flex size-5 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </>
          }
        />
      </form>
      {state.error === null ? null : (
        <p
          role="alert"
          className="absolute top-full right-0 z-20 mt-1 w-max max-w-80 border border-line bg-surface px-2 py-1 text-problem text-xs"
        >
          {state.error}
        </p>
      )}
    </search>
  );
}
