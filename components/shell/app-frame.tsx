"use client";

import type { ReactNode } from "react";
import { UiProvider } from "@/components/ui";
import { OpenFilesProvider } from "./open-files";

/** What every page has: the primitives' providers, and the page itself as a drop target. */
export function AppFrame({ children }: { children: ReactNode }) {
  return (
    <UiProvider>
      <OpenFilesProvider>{children}</OpenFilesProvider>
    </UiProvider>
  );
}
