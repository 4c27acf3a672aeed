"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { PagePlaceholder, type PageRows, PageRowsContext } from "./page-rows";

/** The one door to browser-only code: the workbench is never rendered on the server. */
const Workbench = dynamic(() => import("./workbench").then((module) => module.Workbench), {
  ssr: false,
  loading: () => (
    <PagePlaceholder
      otherwise={<p className="p-4 text-ink-3">Opening the workbench</p>}
      // The workbench begins with whatever view the address names.
      onRow={(_, address) => window.history.replaceState(window.history.state, "", address)}
    />
  ),
});

/** The workbench, and what came with the page until it is there. */
export function WorkbenchLoader({ page, placeholder }: { page: PageRows | null; placeholder?: ReactNode }) {
  return (
    <PageRowsContext value={page && { rows: page, placeholder }}>
      <Workbench />
    </PageRowsContext>
  );
}
