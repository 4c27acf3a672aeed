"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Toast } from "@base-ui/react/toast";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { ToastRegion } from "./toast";

/** What the primitives need once around the app: no inline style elements (the page's policy forbids them), tooltips, toasts. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <Toast.Provider>
          {children}
          <ToastRegion />
        </Toast.Provider>
      </Tooltip.Provider>
    </CSPProvider>
  );
}
