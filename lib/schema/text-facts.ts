import { isoDateType } from "./iso-date";

/** More different values than this are no facet to read through; the column stays text. */
const MAX_FEW_VALUES = 20_000;
/** So many different values are gathered in any case; beyond, only while values repeat: ids and answers are given up early. */
const MIN_GATHERED_VALUES = 2000;
/** Texts longer than this on average are no labels. */
const MAX_LABEL_LENGTH = 200;

/** What the texts of a column, or of the lists of a column, have in common. */
export interface TextFacts {
  /** Texts that are there, repeats counted. */
  count: number;
  /** UTF-16 code units of all of them. */
  units: number;
  /** The different texts, in the order of their coming; null once there are too many for a facet. */
  values: readonly string[] | null;
  /** "date" or "timestamp" when every text is one in ISO 8601. */
  dateType: "date" | "timestamp" | null;
}

export const NO_TEXTS: TextFacts = { count: 0, units: 0, values: [], dateType: null };

/** Gathers `TextFacts` text by text, at the cost of a set look-up for each while the values are few. */
export class TextFactsCollector {
  #count = 0;
  #units = 0;
  #values: Set<string> | null = new Set();
  #isDates = true;
  #hasTimes = false;

  add(text: string): void {
    this.#count++;
    this.#units += text.length;
    if (this.#values !== null) {
      this.#values.add(text);
      const { size } = this.#values;
      const isMostlyDifferent = size > MIN_GATHERED_VALUES && size * 2 > this.#count;
      if (isMostlyDifferent || size > MAX_FEW_VALUES) this.#values = null;
    }
    if (this.#isDates) {
      const type = isoDateType(text);
      if (type === null) this.#isDates = false;
      else if (type === "timestamp") this.#hasTimes = true;
    }
  }

  finish(): TextFacts {
    const dateType = this.#isDates && this.#count > 0 ? (this.#hasTimes ? "timestamp" : "date") : null;
    // Half a surrogate pair becomes U+FFFD in the database; two such texts may become one value.
    const values =
      this.#values === null ? null : [...new Set([...this.#values].map((text) => text.toWellFormed()))];
    return { count: this.#count, units: this.#units, values, dateType };
  }
}

/** Facts of two stretches of a column together. */
export function joinTextFacts(first: TextFacts, second: TextFacts): TextFacts {
  if (first.count === 0) return second;
  if (second.count === 0) return first;
  const values = first.values && second.values ? new Set([...first.values, ...second.values]) : null;
  const hasTimes = first.dateType === "timestamp" || second.dateType === "timestamp";
  return {
    count: first.count + second.count,
    units: first.units + second.units,
    values: values === null || values.size > MAX_FEW_VALUES ? null : [...values],
    dateType: first.dateType && second.dateType ? (hasTimes ? "timestamp" : "date") : null,
  };
}

/**
 * The values of a column that is worth an ENUM; null when they are too many, too long or mostly different.
 * `isList`: the texts stand in lists, where a value often comes once.
 */
export function enumValues({ count, units, values }: TextFacts, isList: boolean): readonly string[] | null {
  if (values === null || values.length > MAX_FEW_VALUES) return null;
  if (!isList && (values.length * 2 > count || units > count * MAX_LABEL_LENGTH)) return null;
  // The database cannot bear NUL in the values of an ENUM.
  return values.some((value) => value.includes("\0")) ? null : values;
}
