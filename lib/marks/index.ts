export { differencesOf, type MarkSide } from "./combine-marks";
export { MarkBook, type MarkBookState } from "./mark-book";
export { isUnnamedFlag, type MarkSettings, markSettings } from "./mark-settings";
export { type MarksFile, parseMarksFile, writeMarksFile } from "./marks-file";
export { MarksIndex } from "./marks-index";
export { clashesWithOwn, countChanges, type MergePlan, type PlacedMark, planMerge } from "./merge-marks";
export { isUnmarked, type Mark, type MarkContent, OWN_AUTHOR, UNMARKED } from "./model";
export { placeMarks } from "./place-marks";
