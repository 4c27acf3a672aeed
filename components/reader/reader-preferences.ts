"use client";

import { useSyncExternalStore } from "react";

/** How a person likes to read; kept in this browser, not part of a link. */
export interface ReaderPreferences {
  markdown: boolean;
}

const KEY = "loupe:reader";
const DEFAULTS: ReaderPreferences = { markdown: true };
const listeners = new Set<() => void>();
let current: ReaderPreferences | undefined;

/** The preferences, and a function that changes and remembers them. */
export function useReaderPreferences(): [ReaderPreferences, (change: Partial<ReaderPreferences>) => void] {
  return [useSyncExternalStore(subscribe, getPreferences, () => DEFAULTS), changePreferences];
}

function getPreferences(): ReaderPreferences {
  current ??= readStored();
  return current;
}

function changePreferences(change: Partial<ReaderPreferences>): void {
  current = { ...getPreferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage can be full or switched off; the choice then holds for this page only.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readStored(): ReaderPreferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof stored === "object" && stored !== null && "markdown" in stored)
      return { markdown: stored.markdown !== false };
  } catch {
    // Unreadable or forbidden: the defaults are right.
  }
  return DEFAULTS;
}
