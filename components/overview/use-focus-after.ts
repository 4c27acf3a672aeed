"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import { chartId } from "@/lib/overview";
import type { ChartRef } from "@/lib/view";

/**
 * Keeps the keyboard's place when a chart is hidden: on the menu of the chart that comes after it, or else before it, or on
 * the button that adds one. The function it gives is told which chart is about to go.
 */
export function useFocusAfter(
  grid: RefObject<HTMLElement | null>,
  charts: readonly ChartRef[],
  addButton: RefObject<HTMLButtonElement | null>,
): (id: string) => void {
  const leaving = useRef<{ id: string; heirs: readonly string[] } | null>(null);
  useLayoutEffect(() => {
    const left = leaving.current;
    if (left === null || charts.some((chart) => chartId(chart) === left.id)) return;
    leaving.current = null;
    // The menu went with the chart; somebody who has gone elsewhere since then stays there.
    if (document.activeElement !== document.body) return;
    const places = new Map(placesOf(grid.current).map((place) => [place.dataset.place, place]));
    const heir = left.heirs.map((id) => places.get(id)).find((place) => place !== undefined);
    const button = heir?.querySelector<HTMLElement>("[data-chart-menu]") ?? addButton.current;
    button?.focus();
  }, [grid, charts, addButton]);
  return useCallback(
    (id) => {
      const ids = placesOf(grid.current).flatMap(({ dataset }) => dataset.place ?? []);
      const at = ids.indexOf(id);
      leaving.current = { id, heirs: [...ids.slice(at + 1), ...ids.slice(0, at).reverse()] };
    },
    [grid],
  );
}

function placesOf(grid: HTMLElement | null): HTMLElement[] {
  return grid === null ? [] : [...grid.querySelectorAll<HTMLElement>("[data-place]")];
}
