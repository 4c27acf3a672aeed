"use client";

import { useCallback, useEffect, useState } from "react";
import type { OverviewInput } from "@/components/overview";
import { serializeView, type ViewState } from "@/lib/view";
import { currentView } from "./use-view";

/** A view that is not in the link yet: a range that is being dragged over a chart. */
export function useDraft(view: ViewState): { shownView: ViewState; onDraft: OverviewInput["onDraft"] } {
  const [draft, setDraft] = useState<{ of: string; view: ViewState } | null>(null);
  // What the link says now takes the place of the draft, unless the draft was made of it: the screen follows the link a
  // turn late, and a range may have been begun by then.
  useEffect(() => setDraft((old) => (old?.of === serializeView(view) ? old : null)), [view]);
  const onDraft = useCallback<OverviewInput["onDraft"]>((change) => {
    const now = currentView();
    setDraft(change === null ? null : { of: serializeView(now), view: change(now) });
  }, []);
  return { shownView: draft?.view ?? view, onDraft };
}
