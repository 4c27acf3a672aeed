"use client";

import { useSyncExternalStore } from "react";

/** "system" stands for messages of the developer too. */
export const FOLDABLE_ROLES = ["system", "user", "assistant", "tool"] as const;
export type FoldableRole = (typeof FOLDABLE_ROLES)[number];

/** How a person likes to read; kept in this browser, not part of a link. */
export interface ReaderPreferences {
  markdown: boolean;
  /** Roles whose messages start folded. */
  foldedRoles: readonly FoldableRole[];
  /** Tabs, odd spaces, joiners and every other character that cannot be seen are drawn. */
  invisibles: boolean;
}

const KEY = "loupe:reader";
export const DEFAULT_PREFERENCES: ReaderPreferences = { markdown: true, foldedRoles: [], invisibles: false };
const listeners = new Set<() => void>();
let current: ReaderPreferences | undefined;

/** The preferences, and a function that changes and remembers them. */
export function useReaderPreferences(): [ReaderPreferences, (change: Partial<ReaderPreferences>) => void] {
  return [useSyncExternalStore(subscribe, getPreferences, () => DEFAULT_PREFERENCES), changePreferences];
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
    if (typeof stored !== "object" || stored === null) return DEFAULT_PREFERENCES;
    const { markdown, foldedRoles, invisibles } = stored as Partial<Record<keyof ReaderPreferences, unknown>>;
    return {
      markdown: markdown !== false,
      foldedRoles: Array.isArray(foldedRoles)
        ? FOLDABLE_ROLES.filter((role) => foldedRoles.includes(role))
        : DEFAULT_PREFERENCES.foldedRoles,
      invisibles: invisibles === true,
    };
  } catch {
    // Unreadable or forbidden: the defaults are right.
    return DEFAULT_PREFERENCES;
  }
}
