"use client";

import dynamic from "next/dynamic";

/** The comparison, fetched when its tab is first opened. */
export const CompareLoader = dynamic(() => import("./compare-view").then((module) => module.CompareView), {
  ssr: false,
});
