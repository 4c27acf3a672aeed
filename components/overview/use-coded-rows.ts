"use client";

import { useEffect } from "react";
import { codeRows } from "@/lib/query";
import type { ChartRef } from "@/lib/view";
import type { OverviewInput } from "./overview-context";

/** What has just been clicked may be clicked on: the next view goes first. */
const QUIET_MS = 300;

/** Has the columns that charts count, and those that are filtered by, held so that the next view is counted sooner. */
export function useCodedRows(
  { dataset, scope, isReady }: OverviewInput,
  charts: readonly ChartRef[],
  isSettled: boolean,
): void {
  const names = [
    ...new Set([
      ...charts.flatMap(({ columns }) => columns),
      ...scope.view.filters.map(({ column }) => column),
    ]),
  ].sort();
  const isOn = isReady && isSettled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for these names and rows
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(async () => codeRows(await dataset.engine(), scope, names), QUIET_MS);
    return () => clearTimeout(timer);
  }, [dataset, JSON.stringify(names), scope.rowsRevision, isOn]);
}
