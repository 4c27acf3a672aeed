/**
 * Words of a text, everywhere in Loupe: runs of letters, digits and underscores, as RULER counts them ("don't" is two).
 * Scripts without spaces come out as few long words.
 */
export function countWords(text: string): number {
  return countWordsUntil({ text, at: 0, words: 0 }, text.length).words;
}

/** What a reader needs to be told about a number of words. */
export const WORDS_COUNTED = "Words are runs of letters, digits and underscores, as RULER counts them";

/** How far a text has been counted. */
export interface WordCount {
  readonly text: string;
  /** No word is cut here. UTF-16 units. */
  readonly at: number;
  readonly words: number;
}

/** Counts on until `end` is reached or passed, so that a long text can be counted in slices; at the text's length it is done. */
export function countWordsUntil({ text, at, words }: WordCount, end: number): WordCount {
  const word = /[\p{L}\p{N}_]+/gu;
  word.lastIndex = at;
  let count = words;
  let reached = at;
  while (reached < end) {
    if (!word.test(text)) return { text, at: text.length, words: count };
    count += 1;
    reached = word.lastIndex;
  }
  return { text, at: reached, words: count };
}
