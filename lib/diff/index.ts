export { compareTexts } from "./compare-texts";
export type { DiffPiece, DiffRow, TextComparison } from "./model";
