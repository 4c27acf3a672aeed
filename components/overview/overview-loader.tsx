"use client";

import dynamic from "next/dynamic";

/**
 * The overview and its chart library, fetched when the tab is opened. visx draws because its marks are our own React
 * elements: each has a role, a name and the keys, and needs neither inline styles nor eval. Observable Plot and ECharts
 * draw marks of theirs, on which all of that would have to be put afterwards.
 */
export const OverviewLoader = dynamic(() => import("./overview").then((module) => module.Overview), {
  ssr: false,
  loading: () => <div className="min-h-0 flex-1 bg-surface-2" />,
});
