"use client";

import { useSyncExternalStore } from "react";

/** How variants are laid out; stays from record to record, the first two also from visit to visit. */
export interface VariantLayout {
  view: "read" | "differences";
  /** Differences in two columns where there is room. */
  isSideBySide: boolean;
  /** Pairs show the second side first. */
  isSwapped: boolean;
  /** Names of variants that are not shown. */
  hidden: readonly string[];
}

const KEY = "loupe:variants";
const DEFAULTS: VariantLayout = { view: "read", isSideBySide: true, isSwapped: false, hidden: [] };
const listeners = new Set<() => void>();
let current: VariantLayout | undefined;

/** The layout, and a function that changes and remembers it. */
export function useVariantLayout(): [VariantLayout, (change: Partial<VariantLayout>) => void] {
  return [useSyncExternalStore(subscribe, getLayout, () => DEFAULTS), changeLayout];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function getLayout(): VariantLayout {
  current ??= readStored();
  return current;
}

function changeLayout(change: Partial<VariantLayout>): void {
  current = { ...getLayout(), ...change };
  const { view, isSideBySide } = current;
  try {
    localStorage.setItem(KEY, JSON.stringify({ view, isSideBySide }));
  } catch {
    // Storage can be full or switched off; the choice then holds for this page only.
  }
  for (const listener of listeners) listener();
}

function readStored(): VariantLayout {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "null") as Record<string, unknown> | null;
    return {
      ...DEFAULTS,
      view: stored?.view === "differences" ? "differences" : "read",
      isSideBySide: stored?.isSideBySide !== false,
    };
  } catch {
    // Unreadable or forbidden: the defaults are right.
    return DEFAULTS;
  }
}
