import type { Sentence } from "./split-text";

/** Sentences of the two texts that belong together; null where a sentence has no counterpart. */
export interface AlignedPair {
  before: number | null;
  after: number | null;
}

export interface Alignment {
  pairs: readonly AlignedPair[];
  /** False where a stretch was too long to compare every sentence with every other. */
  isComplete: boolean;
}

/** Pairs of sentences that are compared at most: 3,000 with 3,000, some 60,000 words each. */
const PAIRS_MAX = 9_000_000;
/** Share of what two sentences say that they must have in common to belong together. */
const LIKENESS_MIN = 0.35;

type Span = { start: number; end: number };

/** Aligns two lists of sentences in order: equal ones, and those that share enough of their rarer words. */
export function alignSentences(before: readonly Sentence[], after: readonly Sentence[]): Alignment {
  const pairs: AlignedPair[] = [];
  let isComplete = true;
  const whole = { start: 0, end: before.length };
  const anchors = needsAnchors(before.length, after.length) ? uniqueAnchors(before, after) : [];
  let beforeStart = whole.start;
  let afterStart = 0;
  for (const anchor of [...anchors, { before: before.length, after: after.length }]) {
    const left = { start: beforeStart, end: anchor.before };
    const right = { start: afterStart, end: anchor.after };
    isComplete = alignSpan(before, left, after, right, pairs) && isComplete;
    if (anchor.before < before.length) pairs.push(anchor);
    beforeStart = anchor.before + 1;
    afterStart = anchor.after + 1;
  }
  return { pairs, isComplete };
}

function needsAnchors(beforeCount: number, afterCount: number): boolean {
  return beforeCount * afterCount > PAIRS_MAX;
}

/** Sentences that stand once in each text, as many as keep the order of both: the longest increasing run. */
function uniqueAnchors(
  before: readonly Sentence[],
  after: readonly Sentence[],
): { before: number; after: number }[] {
  const places = new Map<string, { before: number; after: number; count: number }>();
  before.forEach(({ text }, at) => {
    const known = places.get(text);
    places.set(text, { before: at, after: -1, count: known ? 2 : 1 });
  });
  after.forEach(({ text }, at) => {
    const known = places.get(text);
    if (known) places.set(text, { ...known, after: at, count: known.after < 0 ? known.count : 2 });
  });
  const common = [...places.values()]
    .filter((place) => place.count === 1 && place.after >= 0)
    .sort((a, b) => a.before - b.before);
  return longestIncreasing(common);
}

function longestIncreasing<Item extends { after: number }>(items: readonly Item[]): Item[] {
  const tails: number[] = [];
  const previous = new Int32Array(items.length).fill(-1);
  items.forEach((item, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((items[tails[middle] as number] as Item).after < item.after) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[at] = tails[low - 1] as number;
    tails[low] = at;
  });
  const run: Item[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] as number) run.push(items[at] as Item);
  return run.reverse();
}

/** Adds the pairs of a stretch; false when it was too long to look for likeness. */
function alignSpan(
  before: readonly Sentence[],
  left: Span,
  after: readonly Sentence[],
  right: Span,
  pairs: AlignedPair[],
): boolean {
  const isEqual = (a: number, b: number): boolean => before[a]?.text === after[b]?.text;
  let { start: a, end: aEnd } = left;
  let { start: b, end: bEnd } = right;
  while (a < aEnd && b < bEnd && isEqual(a, b)) pairs.push({ before: a++, after: b++ });
  const tail: AlignedPair[] = [];
  while (a < aEnd && b < bEnd && isEqual(aEnd - 1, bEnd - 1)) tail.push({ before: --aEnd, after: --bEnd });
  const isSmall = (aEnd - a) * (bEnd - b) <= PAIRS_MAX;
  const matches = isSmall ? matchByLikeness(before.slice(a, aEnd), after.slice(b, bEnd)) : [];
  const beforeStart = a;
  const afterStart = b;
  for (const match of [...matches, null]) {
    const nextA = match ? beforeStart + match[0] : aEnd;
    const nextB = match ? afterStart + match[1] : bEnd;
    while (a < nextA) pairs.push({ before: a++, after: null });
    while (b < nextB) pairs.push({ before: null, after: b++ });
    if (match) pairs.push({ before: a++, after: b++ });
  }
  pairs.push(...tail.reverse());
  return isSmall;
}

/** Pairs of places, in order, that share the most: each word weighs the more, the rarer it is. */
function matchByLikeness(
  before: readonly Sentence[],
  after: readonly Sentence[],
): [before: number, after: number][] {
  if (before.length === 0 || after.length === 0) return [];
  const { weightOf, holders } = weighWords(before, after);
  const weightsBefore = before.map((sentence) => totalWeight(sentence, weightOf));
  const weightsAfter = after.map((sentence) => totalWeight(sentence, weightOf));
  const width = after.length + 1;
  // best[i][j]: the most that the sentences from i and from j on can share.
  const best = new Float32Array((before.length + 1) * width);
  const isMatch = new Uint8Array((before.length + 1) * width);
  const shared = new Float32Array(after.length);
  for (let i = before.length - 1; i >= 0; i--) {
    shared.fill(0);
    for (const word of wordsOf(before[i] as Sentence))
      for (const j of holders.get(word) ?? [])
        shared[j] = (shared[j] as number) + (weightOf.get(word) as number);
    for (let j = after.length - 1; j >= 0; j--) {
      const at = i * width + j;
      const common = shared[j] as number;
      const likeness = (2 * common) / ((weightsBefore[i] as number) + (weightsAfter[j] as number));
      const skip = Math.max(best[at + width] as number, best[at + 1] as number);
      const take = likeness >= LIKENESS_MIN ? common + (best[at + width + 1] as number) : -1;
      isMatch[at] = take > skip ? 1 : 0;
      best[at] = Math.max(take, skip);
    }
  }
  const matches: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    const at = i * width + j;
    if (isMatch[at] === 1) matches.push([i++, j++]);
    else if ((best[at + width] as number) >= (best[at + 1] as number)) i++;
    else j++;
  }
  return matches;
}

function weighWords(before: readonly Sentence[], after: readonly Sentence[]) {
  const counts = new Map<string, number>();
  const holders = new Map<string, number[]>();
  for (const sentence of before)
    for (const word of wordsOf(sentence)) counts.set(word, (counts.get(word) ?? 0) + 1);
  after.forEach((sentence, at) => {
    for (const word of wordsOf(sentence)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      const places = holders.get(word);
      if (places) places.push(at);
      else holders.set(word, [at]);
    }
  });
  const sentences = before.length + after.length;
  const weightOf = new Map([...counts].map(([word, count]) => [word, Math.log(1 + sentences / count)]));
  return { weightOf, holders };
}

function totalWeight(sentence: Sentence, weightOf: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const word of wordsOf(sentence)) total += weightOf.get(word) ?? 0;
  return total;
}

/** What a sentence says, each thing once; white space says nothing. */
function wordsOf(sentence: Sentence): Set<string> {
  return new Set(sentence.tokens.filter((token) => token.trim() !== ""));
}
