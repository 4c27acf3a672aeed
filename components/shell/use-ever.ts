"use client";

import { useState } from "react";

/** Whether something is so, or has been at any time. */
export function useEver(isSo: boolean): boolean {
  const [wasSo, setWasSo] = useState(false);
  if (isSo && !wasSo) setWasSo(true);
  return isSo || wasSo;
}
