/**
 * Words as RULER counts them: runs of letters, digits and underscores ("don't" is two). Scripts without spaces come out as
 * few long words.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(WORD)) count += 1;
  return count;
}

const WORD = /[\p{L}\p{N}_]+/gu;
