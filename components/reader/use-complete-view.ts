"use client";

import { useCallback, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { FoldState } from "./fold-state";

/** Formulas and code come in after their message; a page that does not change any more has them all. */
const QUIET_MS = 250;
const PATIENCE_MS = 5000;

/**
 * Draws the whole record, also what is far from the screen, while it is printed or made a picture of. Printing opens
 * what is folded as well, and folds it again afterwards.
 */
export function useCompleteView(folds: FoldState): {
  isComplete: boolean;
  /** Prints once everything is drawn. */
  print: () => Promise<void>;
  /** Runs `use` while everything is drawn. */
  whileComplete: <Result>(use: () => Promise<Result>) => Promise<Result>;
} {
  const [isComplete, setComplete] = useState(false);

  useEffect(() => {
    let wasAllOpen = false;
    const begin = (): void => {
      wasAllOpen = folds.isAllOpen;
      // The browser takes the page as it is when this returns.
      flushSync(() => {
        folds.openAll();
        setComplete(true);
      });
    };
    const end = (): void => {
      if (!wasAllOpen) folds.reset();
      setComplete(false);
    };
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, [folds]);

  const print = useCallback(async () => {
    const wasAllOpen = folds.isAllOpen;
    folds.openAll();
    setComplete(true);
    await settle();
    window.print();
    if (!wasAllOpen) folds.reset();
    setComplete(false);
  }, [folds]);

  const whileComplete = useCallback(async <Result>(use: () => Promise<Result>): Promise<Result> => {
    setComplete(true);
    try {
      await settle();
      return await use();
    } finally {
      setComplete(false);
    }
  }, []);

  return { isComplete, print, whileComplete };
}

/** Resolves when the page has not changed for a moment. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(limit);
      resolve();
    };
    let quiet = setTimeout(done, QUIET_MS);
    const limit = setTimeout(done, PATIENCE_MS);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, QUIET_MS);
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}
