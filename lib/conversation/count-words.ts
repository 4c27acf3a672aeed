const SPACELESS = /[\p{sc=Han}\p{sc=Kana}\p{sc=Hira}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** Beyond this, finding the words of a script without spaces takes longer than the number is worth. */
const SEGMENTED_MAX = 50_000;

/**
 * Words of a text: stretches between white space, as RULER and `wc` count them. In scripts that write without spaces
 * (Chinese, Japanese, Thai…) the words of the language, up to 50,000 characters.
 */
export function countWords(text: string): number {
  if (isSegmented(text)) {
    let words = 0;
    for (const piece of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text))
      if (piece.isWordLike) words++;
    return words;
  }
  const words = /\S+/g;
  let count = 0;
  while (words.test(text)) count++;
  return count;
}

/** Whether `countWords` takes the words of the language rather than the stretches between white space. */
export function isSegmented(text: string): boolean {
  return text.length <= SEGMENTED_MAX && SPACELESS.test(text);
}
