"use client";

import dynamic from "next/dynamic";

/** The one door to browser-only code: the workbench is never rendered on the server. */
export const WorkbenchLoader = dynamic(() => import("./workbench").then((module) => module.Workbench), {
  ssr: false,
  loading: () => <p className="p-4 text-ink-3">Opening the workbench</p>,
});
