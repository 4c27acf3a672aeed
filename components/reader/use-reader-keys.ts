"use client";

import { useEffect, useRef } from "react";

export interface ReaderKeys {
  onNextMessage: () => void;
  onPreviousMessage: () => void;
  onToggleAll: () => void;
  onToggleRaw: () => void;
  onClose: () => void;
}

/** The reader's keys: n and p for messages, e to open all of them, x for the raw record, Esc to close. Silent while someone types. */
export function useReaderKeys(keys: ReaderKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target))
        return;
      switch (event.key) {
        case "n":
          latest.current.onNextMessage();
          break;
        case "p":
          latest.current.onPreviousMessage();
          break;
        case "e":
          latest.current.onToggleAll();
          break;
        case "x":
          latest.current.onToggleRaw();
          break;
        case "Escape":
          latest.current.onClose();
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** Keys belong to a text field, a list of choices or an open dialog before they belong to the reader. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      'input:not([type="checkbox"], [type="radio"]), textarea, select, [role="dialog"], [role="menu"]',
    ) !== null
  );
}
