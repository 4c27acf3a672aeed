"use client";

import { useEffect, useMemo, useState } from "react";
import { countWords } from "@/lib/conversation";
import { splitPlain } from "./text-pieces";

/** Longer texts are counted piece by piece, so that the page goes on. */
const AT_ONCE_MAX = 50_000;

/** Words of a text; null while they are still being counted. */
export function useWordCount(text: string): number | null {
  const words = useMemo(() => (text.length <= AT_ONCE_MAX ? countWords(text) : null), [text]);
  const [counted, setCounted] = useState<{ text: string; words: number } | null>(null);
  useEffect(() => {
    if (words !== null) return;
    const pieces = splitPlain(text);
    let total = 0;
    let next = 0;
    let timer = setTimeout(function count() {
      const start = performance.now();
      while (next < pieces.length && performance.now() - start < 8) {
        const piece = pieces[next++];
        if (piece) total += countWords(text.slice(piece.start, piece.end));
      }
      if (next < pieces.length) timer = setTimeout(count);
      else setCounted({ text, words: total });
    });
    return () => clearTimeout(timer);
  }, [text, words]);
  return words ?? (counted?.text === text ? counted.words : null);
}
