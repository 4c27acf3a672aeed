"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * True from the moment on at which the element comes within two screens of being seen. Stays true.
 * Watches only while `isWanted`. Without IntersectionObserver (tests on the server) it is true at once.
 */
export function useNearViewport<T extends Element>(isWanted: boolean): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [isNear, setNear] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const element = ref.current;
    if (isNear || !isWanted || !element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: "150% 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear, isWanted]);
  return [ref, isNear];
}
