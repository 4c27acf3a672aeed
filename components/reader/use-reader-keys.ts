"use client";

import { useEffect, useRef } from "react";

export interface ReaderKeys {
  onNextMessage: () => void;
  onPreviousMessage: () => void;
  onFind: () => void;
  onToggleAll: () => void;
  onFirstMessage: () => void;
  onLastMessage: () => void;
  onNextToolCall: () => void;
  onPreviousToolCall: () => void;
  onToggleRaw: () => void;
  onClose: () => void;
}

/**
 * The reader's keys: n and p for messages, with Shift for tool calls, g and G for the ends, Ctrl F to find, e to open
 * all of them, x for the raw record, Esc to close. All but Ctrl F are silent while someone types.
 */
export function useReaderKeys(keys: ReaderKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isFindKey(event)) {
        event.preventDefault();
        latest.current.onFind();
        return;
      }
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target))
        return;
      const keys = latest.current;
      // Caps Lock is no Shift.
      switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
        case "n":
          if (event.shiftKey) keys.onNextToolCall();
          else keys.onNextMessage();
          break;
        case "p":
          if (event.shiftKey) keys.onPreviousToolCall();
          else keys.onPreviousMessage();
          break;
        case "g":
          if (event.shiftKey) keys.onLastMessage();
          else keys.onFirstMessage();
          break;
        case "e":
          keys.onToggleAll();
          break;
        case "x":
          keys.onToggleRaw();
          break;
        case "Escape":
          keys.onClose();
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

/**
 * Ctrl F: the browser's own search would miss what is folded or not drawn yet. A second Ctrl F, in the box of ours,
 * still opens the browser's.
 */
function isFindKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.key.toLowerCase() !== "f") return false;
  if (event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return false;
  const { target } = event;
  if (target instanceof Element && target.closest("search")) return false;
  return document.querySelector("[data-overlay]") === null;
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
