"use client";

import { useEffect, useRef } from "react";
import { Button, Kbd } from "@/components/ui";
import { hasOverlay, isTyping } from "./use-shortcuts";

/** Stops sorting: by a click, or by Escape, which then closes nothing else. */
export function CancelSort({ onCancel }: { onCancel: () => void }) {
  const latest = useRef(onCancel);
  latest.current = onCancel;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isTyping(event.target) || hasOverlay()) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    // Before those who close what is open.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
  return (
    <Button size="sm" aria-label="Cancel sorting" onClick={onCancel}>
      Cancel
      <span className="max-md:hidden">
        <Kbd>Esc</Kbd>
      </span>
    </Button>
  );
}
