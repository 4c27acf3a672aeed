export { type PackedTexts, packTexts } from "./pack-texts";
export { type TextBatch, type TextLayout, TextStore } from "./text-store";
export { type TextsProgress, TextTables } from "./text-tables";
