import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useLastingCallback } from "@/components/ui";

/**
 * What is drawn in here may have the focus when it goes; the keyboard then goes on where `onLeft` puts it, not at the
 * beginning of the page.
 */
export function FocusHeir({ onLeft, children }: { onLeft: () => void; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const pass = useLastingCallback(onLeft);
  useLayoutEffect(() => {
    const box = element.current;
    return () => {
      if (!box?.contains(document.activeElement)) return;
      // Once it is gone: until then it would lose the focus again, and somebody may have placed it meanwhile.
      queueMicrotask(() => {
        if (document.activeElement === document.body) pass();
      });
    };
  }, [pass]);
  return (
    <div ref={element} className="contents">
      {children}
    </div>
  );
}
