/** What a person looks for in a record. */
export interface FindQuery {
  text: string;
  isCaseSensitive: boolean;
  isWholeWord: boolean;
  isRegex: boolean;
}

const WORD = "[\\p{L}\\p{M}\\p{N}_]";

/**
 * The expression that finds a query, global; null for an empty query. Throws SyntaxError for an expression that is none.
 * Case and word borders follow Unicode.
 */
export function compileFind({ text, isCaseSensitive, isWholeWord, isRegex }: FindQuery): RegExp | null {
  if (text === "") return null;
  const body = isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const source = isWholeWord ? `(?<!${WORD})(?:${body})(?!${WORD})` : body;
  const flags = `gm${isCaseSensitive ? "" : "i"}`;
  try {
    return new RegExp(source, `${flags}u`);
  } catch (cause) {
    // Habits from other tools ("\-", "\_") are errors in Unicode mode only; word borders need it.
    if (!isRegex || isWholeWord) throw cause;
    return new RegExp(source, flags);
  }
}

/** Places of all matches of a text, start and end in turn; at most `limit` matches. Empty matches are none. */
export function matchAll(text: string, expression: RegExp, limit: number): number[] {
  const places: number[] = [];
  expression.lastIndex = 0;
  for (let found = expression.exec(text); found !== null; found = expression.exec(text)) {
    if (found[0] === "") expression.lastIndex += 1;
    else {
      places.push(found.index, found.index + found[0].length);
      if (places.length >= 2 * limit) break;
    }
  }
  return places;
}
