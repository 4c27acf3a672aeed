"use client";

import { useMemo, useSyncExternalStore } from "react";
import { EMPTY_VIEW, parseView, serializeView, type ViewState } from "@/lib/view";
import { startViewTiming } from "./view-timing";

export type HistoryMode = "push" | "replace";

const listeners = new Set<() => void>();
/** The furthest entry of this page's history, so that redo knows whether there is one. */
let lastDepth = 0;

function notify(): void {
  for (const listener of listeners) listener();
}

function onPopState(): void {
  startViewTiming();
  notify();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("popstate", onPopState);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("popstate", onPopState);
  };
}

function depthOf(state: unknown): number {
  const depth = (state as { loupeDepth?: unknown } | null)?.loupeDepth;
  return typeof depth === "number" ? depth : 0;
}

/** Makes `view` the one on the screen. Push makes an entry to go back to; replace does not. */
export function setView(view: ViewState, mode: HistoryMode = "push"): void {
  const search = `?${serializeView(view)}`;
  if (search === window.location.search) return;
  startViewTiming();
  const depth = depthOf(window.history.state) + (mode === "push" ? 1 : 0);
  if (mode === "push") lastDepth = depth;
  const state = { loupeDepth: depth };
  if (mode === "push") window.history.pushState(state, "", `/browse${search}`);
  else window.history.replaceState(state, "", `/browse${search}`);
  notify();
}

/** The view as it is now, for event handlers. */
export function currentView(): ViewState {
  return parseView(window.location.search).view;
}

/** Changes the view on the screen. */
export function editView(edit: (view: ViewState) => ViewState, mode: HistoryMode = "push"): void {
  setView(edit(currentView()), mode);
}

/** One step back among the views of this page; false when there is none. */
export function undoView(): boolean {
  if (depthOf(window.history.state) === 0) return false;
  window.history.back();
  return true;
}

/** One step forward; false when there is none. */
export function redoView(): boolean {
  if (depthOf(window.history.state) >= lastDepth) return false;
  window.history.forward();
  return true;
}

/** The view that the address holds, and what the address holds that could not be read. */
export function useView(): { view: ViewState; notices: readonly string[] } {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => "",
  );
  return useMemo(() => (search === "" ? { view: EMPTY_VIEW, notices: [] } : parseView(search)), [search]);
}
