import type { Tape } from "@/lib/format";
import type { CellsMaker } from "../cells/cells";
import { KINDS } from "./scanned-column";
import { ScannedBooleans, ScannedHashes, ScannedNumbers } from "./scanned-numbers";
import { ScannedTextLists, ScannedTexts } from "./scanned-texts";

/** Columns in the scanner's memory, which both it and the host fill. */
export function scannedCells(tape: Tape): CellsMaker {
  return {
    texts: () => new ScannedTexts(tape),
    textLists: () => new ScannedTextLists(tape),
    numbers: () => new ScannedNumbers(tape),
    integers: () => new ScannedNumbers(tape, KINDS.integers),
    booleans: () => new ScannedBooleans(tape),
    hashes: () => new ScannedHashes(tape),
  };
}
