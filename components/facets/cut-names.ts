/** Names that begin with fewer signs in common differ where any room would show it. */
const LEAST_SHARED = 14;
/** What a name shows of what it shares with others, so that what follows reads as a word. */
const MOST_SHOWN = 8;
const SHOWN = 3;
/** Beyond these no name is compared: nobody reads so far. */
const MOST_COMPARED = 400;
/** A path as people write it: its last part is short, and so is what stands before it. */
const MOST_PATH = 80;

/**
 * Where to cut names that stand below each other, so that they can be told apart where there is no room for all of
 * them: dots stand for what is before the place. 0 for a name that is best cut at its end.
 */
export function cutNames(names: readonly string[]): ReadonlyMap<string, number> {
  const shared = sharedWithAny(names);
  const ends = names.map((name) => name.slice(lastPart(name)));
  const sharedEnds = sharedWithAny(ends);
  return new Map(
    names.map((name, at) => {
      const length = shared.get(name) ?? 0;
      if (length >= LEAST_SHARED) return [name, wordStart(name, Math.min(length, name.length - 1))];
      // Names of datasets differ behind the slash, unless they are alike there.
      const end = ends[at] ?? name;
      const isToldApart = (sharedEnds.get(end) ?? 0) < Math.min(LEAST_SHARED, end.length);
      return [name, isToldApart ? name.length - end.length : 0];
    }),
  );
}

/** How many signs a name has in common with the one that is most like it, from the first. */
function sharedWithAny(names: readonly string[]): ReadonlyMap<string, number> {
  const sorted = names.map((name) => name.slice(0, MOST_COMPARED)).sort();
  const shared = new Map<string, number>();
  for (const [at, name] of sorted.entries()) {
    const next = sorted[at + 1];
    const length = next === undefined ? 0 : sharedStart(name, next);
    shared.set(name, Math.max(length, shared.get(name) ?? 0));
    if (next !== undefined) shared.set(next, length);
  }
  return new Map(names.map((name) => [name, shared.get(name.slice(0, MOST_COMPARED)) ?? 0]));
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** The start of the word in which a name differs from others. */
function wordStart(name: string, differsAt: number): number {
  for (let at = differsAt; at > Math.max(3, differsAt - MOST_SHOWN); at--) {
    if (/[\s\\/_.:|,@-]/.test(name[at - 1] ?? "")) return at;
  }
  const place = differsAt - SHOWN;
  // No sign of two halves is cut in two.
  return /[\uDC00-\uDFFF]/.test(name[place] ?? "") ? place - 1 : place;
}

/** Where the last part of a path begins; 0 where none is. */
function lastPart(name: string): number {
  const slash = name.lastIndexOf("/");
  return slash < 2 || slash > MOST_PATH || slash === name.length - 1 ? 0 : slash + 1;
}
