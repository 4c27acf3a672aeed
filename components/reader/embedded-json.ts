/** A stretch of text that is JSON. */
export interface EmbeddedJson {
  start: number;
  end: number;
}

const SHORTEST = 24;
const LONGEST = 100_000;
/** Characters that may be read in vain: braces that never close would each be followed to the end. */
const BUDGET = 1_000_000;
const FENCE = /^[ \t>]*(?:```|~~~)/gm;

/**
 * JSON objects and lists that stand in a text, such as tools described in a system prompt: those of at least 24
 * characters, outermost only. Fenced code is left alone: it has a form of its own.
 */
export function findJson(text: string): EmbeddedJson[] {
  const found: EmbeddedJson[] = [];
  const start = /[{[](?=\s*(?:["{[\]}\d-]|true|false|null))/g;
  const fences = [...text.matchAll(FENCE)].map(({ index }) => index);
  let fence = 0;
  let budget = BUDGET;
  for (let open = start.exec(text); open !== null && budget > 0; open = start.exec(text)) {
    while (fence < fences.length && (fences[fence] ?? 0) <= open.index) fence++;
    // Behind an odd number of fences.
    if (fence % 2 === 1) continue;
    const end = closeOf(text, open.index);
    budget -= (end ?? Math.min(text.length, open.index + LONGEST)) - open.index;
    if (end === null || end - open.index < SHORTEST) continue;
    if (!isJson(text.slice(open.index, end))) continue;
    found.push({ start: open.index, end });
    start.lastIndex = end;
  }
  return found;
}

/** End of the brackets that open at `start`, strings skipped; null when they never close. */
function closeOf(text: string, start: number): number | null {
  let depth = 0;
  const limit = Math.min(text.length, start + LONGEST);
  for (let at = start; at < limit; at++) {
    switch (text[at]) {
      case '"':
        for (at++; at < limit && text[at] !== '"'; at++) if (text[at] === "\\") at++;
        break;
      case "{":
      case "[":
        depth++;
        break;
      case "}":
      case "]":
        depth--;
        if (depth === 0) return at + 1;
    }
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Braces are as common in prose and code.
    return false;
  }
}
