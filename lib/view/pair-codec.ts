import { type Rectangle, rectanglesOf } from "./rectangles";

/** Between what is asked for and what is left out. No value reads so, for "!" is escaped. */
export const WITHOUT_PART = "!not";

type Pairs<Side> = readonly (readonly [Side, Side])[];

interface AnyBut<Side> {
  pairs: Pairs<Side>;
  without: Pairs<Side>;
}

/**
 * Words of a filter on pairs: `then~a~b~c~d`, `not-then~a~b`, `then~a~b~!not~c~d`. A rectangle of them is named by its
 * sides, `then~!2by3~a~b~x~y~z`, or a link would hold hundreds of words.
 */
export function pairWords<Side>(
  { pairs, without }: AnyBut<Side>,
  [operator, ...others]: readonly [string, ...string[]],
  serialize: (side: Side) => string,
): string[] {
  const wordsOf = (some: Pairs<Side>) =>
    rectanglesOf(some.map(([first, second]) => [serialize(first), serialize(second)])).flatMap(
      rectangleWords,
    );
  const [asked, left] = [wordsOf(pairs), wordsOf(without)];
  if (left.length === 0) return [operator, ...others, ...asked];
  if (asked.length === 0) return [`not-${operator}`, ...others, ...left];
  return [operator, ...others, ...asked, WITHOUT_PART, ...left];
}

/** Reads the words behind the operator (and the other field); null where they mean nothing. */
export function parsePairSets<Side>(
  words: readonly string[],
  isWithout: boolean,
  parse: (word: string) => Side | undefined,
): AnyBut<Side> | null {
  const end = words.indexOf(WITHOUT_PART);
  const first = parsePairs(end < 0 ? words : words.slice(0, end), parse);
  const second = end < 0 ? [] : parsePairs(words.slice(end + 1), parse);
  if (first === null || second === null || (isWithout && end >= 0)) return null;
  return isWithout ? { pairs: [], without: first } : { pairs: first, without: second };
}

function rectangleWords({ firsts, seconds }: Rectangle<string>): string[] {
  const named = [`!${firsts.length}by${seconds.length}`, ...firsts, ...seconds];
  const all = pairsOf(firsts, seconds).flat();
  return named.length < all.length ? named : all;
}

/** Two words for each pair, or a rectangle; null where a word is missing or means nothing. */
function parsePairs<Side>(
  words: readonly string[],
  parse: (word: string) => Side | undefined,
): Pairs<Side> | null {
  const pairs: (readonly [Side, Side])[] = [];
  for (let place = 0; place < words.length; ) {
    const [, ...sides] = /^!(\d{1,3})by(\d{1,3})$/.exec(words[place] ?? "") ?? [];
    const [height = 1, width = 1] = sides.map(Number);
    const start = place + (sides.length === 0 ? 0 : 1);
    place = start + height + width;
    const parsed = words.slice(start, place).map(parse);
    const known = parsed.filter((side) => side !== undefined);
    if (known.length < height + width) return null;
    pairs.push(...pairsOf(known.slice(0, height), known.slice(height)));
  }
  return pairs;
}

function pairsOf<Side>(firsts: readonly Side[], seconds: readonly Side[]): (readonly [Side, Side])[] {
  return firsts.flatMap((first) => seconds.map((second) => [first, second] as const));
}
