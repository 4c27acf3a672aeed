"use client";

import { useEffect, useRef } from "react";

/** What single keys and Ctrl or Cmd with a key do; names are those of KeyboardEvent.key, "mod+k" for Ctrl/Cmd K, "shift+r" where Shift makes another key. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return (
    target.matches("input") && !/^(checkbox|radio|range|button)$/.test((target as HTMLInputElement).type)
  );
}

export function hasOverlay(): boolean {
  return document.querySelector("[data-overlay]") !== null;
}

/** Keys of the whole workbench. Text boxes keep their keys; open dialogs and menus keep all but those with Ctrl or Cmd. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const hasMod = event.ctrlKey || event.metaKey;
      const typing = isTyping(event.target);
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const name = hasMod ? `mod+${event.shiftKey ? "shift+" : ""}${key}` : key;
      // Undo inside a text box is the box's own.
      if (typing && name !== "mod+k") return;
      if (!hasMod && hasOverlay()) return;
      const shifted = event.shiftKey && !hasMod ? latest.current[`shift+${name}`] : undefined;
      const run = shifted ?? latest.current[name];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
