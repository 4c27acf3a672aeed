import { diffArrays } from "diff";
import type { DiffPiece } from "./model";
import { isWord } from "./split-text";

/** Beyond so many changed tokens two stretches have too little in common for a comparison word by word. */
const EDITS_MAX = 4000;

/** Compares two stretches of text token by token. Changes with no word between them are one change. */
export function diffTokens(before: readonly string[], after: readonly string[]): DiffPiece[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: EDITS_MAX });
  if (!changes) return joined([], before.join(""), after.join(""));
  let pieces: DiffPiece[] = [];
  let removed = "";
  let added = "";
  changes.forEach((change, at) => {
    const text = change.value.join("");
    if (change.removed) removed += text;
    else if (change.added) added += text;
    else if (isBetweenChanges(at, changes.length, removed + added) && !change.value.some(isWord)) {
      removed += text;
      added += text;
    } else {
      pieces = joined(pieces, removed, added);
      pieces.push({ kind: "same", text });
      removed = "";
      added = "";
    }
  });
  return joined(pieces, removed, added);
}

function isBetweenChanges(at: number, count: number, changed: string): boolean {
  return changed !== "" && at < count - 1;
}

function joined(pieces: DiffPiece[], removed: string, added: string): DiffPiece[] {
  if (removed !== "") pieces.push({ kind: "removed", text: removed });
  if (added !== "") pieces.push({ kind: "added", text: added });
  return pieces;
}
