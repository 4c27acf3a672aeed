import { BooleanCells } from "./boolean-cells";
import type { CellsMaker } from "./cells";
import { HashCells } from "./hash-cells";
import { NumberCells } from "./number-cells";
import { TextCells } from "./text-cells";
import { TextListCells } from "./text-list-cells";

/** Columns in typed arrays of their own. */
export const plainCells: CellsMaker = {
  texts: () => new TextCells(),
  textLists: () => new TextListCells(),
  numbers: () => new NumberCells(),
  integers: () => new NumberCells(),
  booleans: () => new BooleanCells(),
  hashes: () => new HashCells(),
};
