"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Loads the workbench, the engine and the parse workers while the person is still choosing a file. */
export function WarmStart() {
  const router = useRouter();
  useEffect(() => {
    router.prefetch("/browse");
    void import("@/components/shell/workbench");
    void import("@/lib/ingest").then(({ warmUp }) => warmUp({ isOpening: false }));
  }, [router]);
  return null;
}
