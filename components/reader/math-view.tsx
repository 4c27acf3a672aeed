"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";

type Katex = typeof import("katex").default;

// Loaded with the first formula: most records have none, and it is 75 KB over the wire.
let katex: Katex | undefined;
let loading: Promise<Katex> | undefined;
function loadKatex(): Promise<Katex> {
  loading ??= import("katex").then(
    (module) => {
      katex = module.default;
      return katex;
    },
    (cause: unknown) => {
      loading = undefined;
      throw cause;
    },
  );
  return loading;
}

/**
 * One formula. Shows its source until KaTeX is there, and for good when KaTeX cannot read it. KaTeX builds DOM nodes
 * and sets styles by property, so a policy without inline styles allows it.
 */
export function MathView({ tex, source, isDisplay }: { tex: string; source: string; isDisplay: boolean }) {
  const [engine, setEngine] = useState<Katex | undefined>(() => katex);
  const [error, setError] = useState<string | null>(null);
  const target = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (engine) return;
    let isCurrent = true;
    loadKatex().then(
      (loaded) => isCurrent && setEngine(() => loaded),
      () => isCurrent && setError("the formula renderer could not be loaded"),
    );
    return () => {
      isCurrent = false;
    };
  }, [engine]);

  useLayoutEffect(() => {
    if (!engine || !target.current) return;
    try {
      engine.render(tex, target.current, {
        displayMode: isDisplay,
        throwOnError: true,
        strict: false,
        trust: false,
        maxSize: 20,
        maxExpand: 500,
      });
      setError(null);
    } catch (cause) {
      target.current.textContent = "";
      setError(cause instanceof Error ? cause.message.replace(/^KaTeX parse error: /, "") : "not a formula");
    }
  }, [engine, tex, isDisplay]);

  const isShown = engine !== undefined && error === null;
  return (
    <span className={isDisplay ? "reader-math-display" : "reader-math"} dir="ltr">
      {isShown ? null : (
        <code className="reader-tex" title={error === null ? undefined : `Not readable as LaTeX: ${error}`}>
          {source}
        </code>
      )}
      <span ref={target} hidden={!isShown} />
    </span>
  );
}
