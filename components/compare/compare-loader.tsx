"use client";

import dynamic from "next/dynamic";

/** The comparison, fetched when its tab is first opened. */
export const CompareLoader = dynamic(() => import("./compare-view").then((module) => module.CompareView), {
  ssr: false,
});

/** The overview with A and B in every chart, fetched when it is first looked at. */
export const ComparedOverviewLoader = dynamic(
  () => import("./compared-overview").then((module) => module.ComparedOverview),
  { ssr: false, loading: () => <div className="min-h-0 flex-1 bg-surface-2" /> },
);
