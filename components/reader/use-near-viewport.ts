"use client";

import { type RefObject, startTransition, useEffect, useRef, useState } from "react";

interface Watch {
  observer: IntersectionObserver;
  found: Map<Element, () => void>;
}

/** One observer for each box that scrolls; a record has thousands of pieces to watch. */
const watches = new WeakMap<Element | Document, Watch>();

/**
 * True from the moment on at which the element comes within a screen and a half of being seen. Stays true.
 * Watches only while `isWanted`. Without IntersectionObserver (tests on the server) it is true at once.
 */
export function useNearViewport<T extends Element>(
  isWanted: boolean,
  isNearAtOnce = false,
): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [isNear, setNear] = useState(isNearAtOnce || typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const element = ref.current;
    if (isNear || !isWanted || !element) return;
    // Drawn in a transition, what comes near together does not hold up the page together.
    return watch(element, () => startTransition(() => setNear(true)));
  }, [isNear, isWanted]);
  return [ref, isNear || isNearAtOnce];
}

function watch(element: Element, onNear: () => void): () => void {
  // A margin counts from the box that scrolls only when that box is the root.
  const root = element.closest(".reader-body") ?? document;
  const { observer, found } = watches.get(root) ?? startWatch(root);
  found.set(element, onNear);
  observer.observe(element);
  return () => {
    found.delete(element);
    observer.unobserve(element);
  };
}

function startWatch(root: Element | Document): Watch {
  const found = new Map<Element, () => void>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) found.get(target)?.();
    },
    { root, rootMargin: "150% 0px" },
  );
  const watched = { observer, found };
  watches.set(root, watched);
  return watched;
}
