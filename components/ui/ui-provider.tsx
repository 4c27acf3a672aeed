"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Toast } from "@base-ui/react/toast";
import type { ReactNode } from "react";
import { Tips } from "./tips";
import { ToastRegion } from "./toast";

/** What the primitives need once around the app: no inline style elements (the page's policy forbids them), tips, toasts. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <Toast.Provider>
        {children}
        <ToastRegion />
      </Toast.Provider>
      <Tips />
    </CSPProvider>
  );
}
