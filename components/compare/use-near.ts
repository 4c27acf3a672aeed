"use client";

import { startTransition, useCallback, useEffect, useRef, useState } from "react";

/** Tells which things are seen, or within a screen of it; `watch` returns what ends it. */
type Watch = (element: Element, id: string) => () => void;

interface Watching {
  observer: IntersectionObserver;
  ids: Map<Element, string>;
}

/** What is far away is not asked about: ids of what is near now, in the box that scrolls. */
export function useNear(): { near: ReadonlySet<string>; watch: Watch } {
  const [near, setNear] = useState<ReadonlySet<string>>(new Set());
  const watching = useRef<Watching | null>(null);
  const watch = useCallback<Watch>((element, id) => {
    watching.current ??= startWatching(element, setNear);
    const { observer, ids } = watching.current;
    ids.set(element, id);
    observer.observe(element);
    return () => {
      ids.delete(element);
      observer.unobserve(element);
    };
  }, []);
  useEffect(
    () => () => {
      watching.current?.observer.disconnect();
      watching.current = null;
    },
    [],
  );
  return { near, watch };
}

function startWatching(
  element: Element,
  setNear: (change: (old: ReadonlySet<string>) => ReadonlySet<string>) => void,
): Watching {
  const ids = new Map<Element, string>();
  const observer = new IntersectionObserver(
    (entries) => {
      startTransition(() =>
        setNear((old) => {
          const next = new Set(old);
          for (const { target, isIntersecting } of entries) {
            const id = ids.get(target);
            if (id === undefined) continue;
            if (isIntersecting) next.add(id);
            else next.delete(id);
          }
          const isSame = next.size === old.size && [...next].every((id) => old.has(id));
          return isSame ? old : next;
        }),
      );
    },
    // A margin counts from the box that scrolls only when that box is the root.
    { root: element.closest("[data-scroll-root]"), rootMargin: "100% 0px" },
  );
  return { observer, ids };
}
