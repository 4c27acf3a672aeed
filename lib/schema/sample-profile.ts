import type { Cell } from "@/lib/engine/engine";
import { labelNumber } from "./length-label";

/** What a sample of a column's values looks like. */
export interface SampleProfile {
  /** Values that are not null. */
  count: number;
  distinct: number;
  /** Mean characters of a value as text (of a list: of its items); 0 without values. */
  meanLength: number;
  /** Numbers and number-like texts only. */
  isNumeric: boolean;
  /** Nothing but yes and no, in any of their usual forms. */
  isOutcome: boolean;
  /** Most texts, or items of lists, are length labels. */
  isLabels: boolean;
}

const OUTCOMES: ReadonlySet<string> = new Set(
  "true false yes no pass fail passed failed success failure succeeded correct incorrect wrong right solved unsolved 0 1".split(
    " ",
  ),
);
const LABEL_SHARE = 0.8;

export function profileSample(cells: readonly Cell[]): SampleProfile {
  const values = cells.filter((cell) => cell !== null);
  const texts = values.flatMap((cell) => (Array.isArray(cell) ? cell.map(String) : [String(cell)]));
  const shown = texts.filter((text) => text !== "");
  const hasLists = values.some(Array.isArray);
  return {
    count: values.length,
    distinct: new Set(
      values.map((cell) => (Array.isArray(cell) ? cell.map(String).join("\0") : String(cell))),
    ).size,
    meanLength: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(texts.length, 1),
    isNumeric:
      !hasLists &&
      shown.length > 0 &&
      shown.every((text) => text.trim() !== "" && !Number.isNaN(Number(text))),
    isOutcome: !hasLists && shown.length > 0 && shown.every((text) => OUTCOMES.has(text.toLowerCase())),
    isLabels:
      shown.length > 0 &&
      shown.filter((text) => labelNumber(text) !== null).length >= LABEL_SHARE * shown.length,
  };
}
