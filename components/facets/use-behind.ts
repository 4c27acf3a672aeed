"use client";

import { BEHIND_MS, useLong } from "@/components/shell/use-long";

/**
 * Whether the counts of a facet have been those of another view for a while: the rows of a new view, and its charts, are
 * asked for before them. Such counts fade.
 */
export function useBehind(answer: { key: string | null }, key: string): boolean {
  return useLong(answer.key !== null && answer.key !== key, BEHIND_MS);
}
