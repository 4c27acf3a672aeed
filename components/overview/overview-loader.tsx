"use client";

import dynamic from "next/dynamic";

/** The overview and its chart library, fetched when the tab is opened. */
export const OverviewLoader = dynamic(() => import("./overview").then((module) => module.Overview), {
  ssr: false,
  loading: () => <div className="min-h-0 flex-1 bg-surface-2" />,
});
