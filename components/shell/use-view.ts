"use client";

import { useMemo, useSyncExternalStore } from "react";
import { nextTurn } from "@/lib/query";
import { EMPTY_VIEW, parseView, serializeView, type ViewState } from "@/lib/view";
import { startViewTiming } from "./view-timing";

export type HistoryMode = "push" | "replace";

/** The page of the workbench that is open: the table with its panes, or one record alone. */
export type WorkbenchPage = "browse" | "read";

/** The page at an address; null for one that is no page of the workbench. */
function pageAt(path: string): WorkbenchPage | null {
  return path === "/browse" ? "browse" : path === "/read" ? "read" : null;
}

const listeners = new Set<() => void>();
/**
 * Query of the view on the screen. The address follows it and is not asked while the page is open: Next writes the
 * address too, a render late, and for that moment it holds the view before; a step taken then would be undone.
 */
let shown = "";
let shownPage: WorkbenchPage = "browse";
/** The furthest entry of this page's history, so that redo knows whether there is one. */
let lastDepth = 0;

function show(search: string, page: WorkbenchPage): void {
  shown = search;
  shownPage = page;
  tellListeners();
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

function onPopState(): void {
  // Another page takes over; until it does, this one stays as it is.
  const page = pageAt(window.location.pathname);
  if (page === null) return;
  startViewTiming();
  show(window.location.search, page);
}

/** Calls `listener` when another view is on the screen. While somebody listens, the view is ours and not the address's. */
export function subscribeToView(listener: () => void): () => void {
  if (listeners.size === 0) {
    shown = window.location.search;
    shownPage = pageAt(window.location.pathname) ?? "browse";
    window.addEventListener("popstate", onPopState);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("popstate", onPopState);
  };
}

function getShown(): string {
  return listeners.size === 0 ? window.location.search : shown;
}

function depthOf(state: unknown): number {
  const depth = (state as { loupeDepth?: unknown } | null)?.loupeDepth;
  return typeof depth === "number" ? depth : 0;
}

/** The view that a step led away from, and the depth that it led to. */
let stepped: { from: ViewState; depth: number } | null = null;

/**
 * Makes `view` the one on the screen. Push makes an entry to go back to; replace does not. With `ask`, which asks the
 * index about the view, the screen follows when the statements are on their way: they are answered while it is drawn.
 */
export function setView(
  view: ViewState,
  mode: HistoryMode = "push",
  ask: ((view: ViewState) => void) | null = null,
): void {
  const search = `?${serializeView(view)}`;
  if (search === getShown()) return;
  startViewTiming();
  ask?.(parseView(search).view);
  const depth = depthOf(window.history.state) + (mode === "push" ? 1 : 0);
  if (mode === "push") {
    lastDepth = depth;
    stepped = { from: currentView(), depth };
  }
  // With what the router keeps in it: the step is none of its own, and it need not draw the whole page for it.
  const state = { ...window.history.state, loupeDepth: depth };
  const page = currentPage();
  if (mode === "push") window.history.pushState(state, "", `/${page}${search}`);
  else window.history.replaceState(state, "", `/${page}${search}`);
  if (ask === null) {
    show(search, page);
    return;
  }
  shown = search;
  // What asks together is sent in the next turn.
  nextTurn(() => nextTurn(tellListeners));
}

/** The page on the screen. */
export function currentPage(): WorkbenchPage {
  return listeners.size === 0 ? (pageAt(window.location.pathname) ?? "browse") : shownPage;
}

/** Shows the same view on another page. The dataset stays open. */
export function openPage(page: WorkbenchPage): void {
  if (page === currentPage()) return;
  const search = getShown();
  lastDepth = depthOf(window.history.state) + 1;
  const state = { ...window.history.state, loupeDepth: lastDepth };
  window.history.pushState(state, "", `/${page}${search}`);
  show(search, page);
}

/** The page on the screen, for components. */
export function usePage(): WorkbenchPage {
  return useSyncExternalStore(subscribeToView, currentPage, () => "browse");
}

/** The view as it is now, for event handlers. */
export function currentView(): ViewState {
  return parseView(getShown()).view;
}

/** Changes the view on the screen. */
export function editView(edit: (view: ViewState) => ViewState, mode: HistoryMode = "push"): void {
  setView(edit(currentView()), mode);
}

/** Changes the view on the screen; what `ask` asks about it is on its way before the change is drawn. */
export function editViewAsked(edit: (view: ViewState) => ViewState, ask: (view: ViewState) => void): void {
  setView(edit(currentView()), "push", ask);
}

/** Takes back what led to the view on the screen: the step, where it led away from `view`. */
export function returnToView(view: ViewState): void {
  const isStepBack =
    stepped?.depth === depthOf(window.history.state) && serializeView(stepped.from) === serializeView(view);
  if (isStepBack) window.history.back();
  else setView(view, "replace");
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

/** The view on the screen, and what its address holds that could not be read. */
export function useView(): { view: ViewState; notices: readonly string[] } {
  const search = useSyncExternalStore(subscribeToView, getShown, () => "");
  return useMemo(() => (search === "" ? { view: EMPTY_VIEW, notices: [] } : parseView(search)), [search]);
}
