import { alignSentences } from "./align-sentences";
import { diffTokens } from "./diff-tokens";
import type { DiffPiece, DiffRow, SideWords, TextComparison } from "./model";
import { type Sentence, splitSentences } from "./split-text";

/** Texts of so few words and spaces are compared word by word, however different: there is nothing to align. */
const SHORT_TOKENS = 80;

/** Compares two texts: sentences are aligned, then compared word by word. Takes long for long texts: run it in a worker. */
export function diffTexts(before: string, after: string): TextComparison {
  const left = splitSentences(before);
  const right = splitSentences(after);
  const isShort = Math.max(countTokens(left), countTokens(right)) <= SHORT_TOKENS;
  const { rows, isAligned } = isShort ? shortRows(left, right) : alignedRows(left, right);
  return {
    rows,
    before: countSide(rows, "removed"),
    after: countSide(rows, "added"),
    isAligned,
  };
}

function countTokens(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

function shortRows(left: readonly Sentence[], right: readonly Sentence[]) {
  const tokensOf = (sentences: readonly Sentence[]) => sentences.flatMap(({ tokens }) => tokens);
  const row = diffTokens(tokensOf(left), tokensOf(right));
  return { rows: row.length === 0 ? [] : [row], isAligned: true };
}

function alignedRows(left: readonly Sentence[], right: readonly Sentence[]) {
  const { pairs, isComplete } = alignSentences(left, right);
  const rows: DiffRow[] = [];
  let same = "";
  let removed = "";
  let added = "";
  const flush = (): void => {
    if (same !== "") rows.push([{ kind: "same", text: same }]);
    const changed: DiffPiece[] = [];
    if (removed !== "") changed.push({ kind: "removed", text: removed });
    if (added !== "") changed.push({ kind: "added", text: added });
    if (changed.length > 0) rows.push(changed);
    same = removed = added = "";
  };
  for (const pair of pairs) {
    const a = pair.before === null ? null : (left[pair.before] as Sentence);
    const b = pair.after === null ? null : (right[pair.after] as Sentence);
    if (a && b && a.text === b.text) {
      if (removed !== "" || added !== "") flush();
      same += a.text;
    } else if (a && b) {
      flush();
      rows.push(diffTokens(a.tokens, b.tokens));
    } else {
      if (same !== "") flush();
      removed += a?.text ?? "";
      added += b?.text ?? "";
    }
  }
  flush();
  return { rows, isAligned: isComplete };
}

/** Words of one text, as `countWords` counts them, and those of them that a change touches. */
function countSide(rows: readonly DiffRow[], changed: "removed" | "added"): SideWords {
  const side = { words: 0, changed: 0 };
  let isInWord = false;
  let isTouched = false;
  for (const { kind, text } of rows.flat()) {
    if (kind !== changed && kind !== "same") continue;
    for (const [stretch] of text.matchAll(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_]+/gu)) {
      const isWord = /^[\p{L}\p{N}_]/u.test(stretch);
      if (isWord && !isInWord) {
        side.words += 1;
        isTouched = false;
      }
      // A word may begin in one piece and end in the next.
      if (isWord && kind === changed && !isTouched) {
        side.changed += 1;
        isTouched = true;
      }
      isInWord = isWord;
    }
  }
  return side;
}
