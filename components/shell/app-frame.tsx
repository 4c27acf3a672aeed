"use client";

import type { ReactNode } from "react";
import { UiProvider } from "@/components/ui";
import { OpenFilesProvider } from "./open-files";
import { useTheme } from "./use-theme";

/** What every page has: the primitives' providers, its colours, and the page itself as a drop target. */
export function AppFrame({ children }: { children: ReactNode }) {
  useTheme();
  return (
    <UiProvider>
      <OpenFilesProvider>{children}</OpenFilesProvider>
    </UiProvider>
  );
}
