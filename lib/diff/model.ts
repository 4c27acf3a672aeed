/** A stretch of text that both texts have, or only the first ("removed"), or only the second ("added"). */
export interface DiffPiece {
  kind: "same" | "removed" | "added";
  text: string;
}

/**
 * Sentences of the two texts that belong together, in the order of both. The pieces but the added ones are the first
 * text, character by character; the pieces but the removed ones are the second.
 */
export type DiffRow = readonly DiffPiece[];

/** Words of one text, as everywhere in Loupe, and how many of them a change touches. */
export interface SideWords {
  words: number;
  changed: number;
}

export interface TextComparison {
  rows: readonly DiffRow[];
  before: SideWords;
  after: SideWords;
  /** False where the texts are too long and too different to align sentence by sentence: equal stretches still are. */
  isAligned: boolean;
}
