"use client";

import { useCallback } from "react";
import { useToast } from "@/components/ui";
import { copyLink, linkTo } from "./copy-link";
import { isOfMarks } from "./usable-view";
import { currentView } from "./use-view";

/** Copies the link of the view, and says so. */
export function useCopyLink(): () => void {
  const toast = useToast();
  return useCallback(() => {
    const view = currentView();
    copyLink(view).then(
      () =>
        toast({
          title: "Link copied",
          description: isOfMarks(view) ? "It filters or sorts by marks: send your marks along." : undefined,
        }),
      () => toast({ title: "The browser did not allow copying", description: linkTo(view), tone: "problem" }),
    );
  }, [toast]);
}
