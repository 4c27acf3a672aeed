"use client";

import { type ReactNode, useDeferredValue } from "react";

/**
 * What is drawn after all that it came with, in a piece of its own: until then the rest is on the screen, and the page
 * has answered in between. Whatever stands around it keeps its place free.
 */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null;
}
