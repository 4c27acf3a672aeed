"use client";

import { useEffect, useMemo, useState } from "react";
import { countWords, countWordsUntil, type WordCount } from "@/lib/schema";

/** Longer texts are counted slice by slice, so that the page goes on. */
const AT_ONCE_MAX = 50_000;

/** Words of a text; null while they are still being counted. */
export function useWordCount(text: string): number | null {
  const words = useMemo(() => (text.length <= AT_ONCE_MAX ? countWords(text) : null), [text]);
  const [counted, setCounted] = useState<WordCount | null>(null);
  useEffect(() => {
    if (words !== null) return;
    let count: WordCount = { text, at: 0, words: 0 };
    let timer = setTimeout(function countOn() {
      const start = performance.now();
      while (count.at < text.length && performance.now() - start < 8)
        count = countWordsUntil(count, count.at + AT_ONCE_MAX);
      if (count.at < text.length) timer = setTimeout(countOn);
      else setCounted(count);
    });
    return () => clearTimeout(timer);
  }, [text, words]);
  return words ?? (counted?.text === text ? counted.words : null);
}
