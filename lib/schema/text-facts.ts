import { isoDateType } from "./iso-date";

export const FEW_VALUES = {
  /** More different values than this are no facet to read through; the column stays text. */
  most: 20_000,
  /** So many different values are gathered in any case; beyond, only while values repeat: ids and answers are given up early. */
  gathered: 2000,
} as const;
/** Texts longer than this on average are no labels. */
const MAX_LABEL_LENGTH = 200;

/** What the texts of a column, or of the lists of a column, have in common. */
export interface TextFacts {
  /** Texts that are there, repeats counted. */
  count: number;
  /** Length of all of them, in code units of UTF-8 or of UTF-16 as they were gathered. */
  units: number;
  /** The different texts, in the order of their coming; null once there are too many for a facet. */
  values: readonly string[] | null;
  /** "date" or "timestamp" when every text is one in ISO 8601. */
  dateType: "date" | "timestamp" | null;
}

export const NO_TEXTS: TextFacts = { count: 0, units: 0, values: [], dateType: null };

/** Whether so many different values among so many texts are no facet. */
export function areTooManyValues(values: number, count: number): boolean {
  return values > FEW_VALUES.most || (values > FEW_VALUES.gathered && values * 2 > count);
}

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
      if (areTooManyValues(this.#values.size, this.#count)) this.#values = null;
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

/** Adds up the facts of one stretch of a column after the other. */
export class TextFactsSum {
  #count = 0;
  #units = 0;
  #values: Set<string> | null = new Set();
  #dateType: TextFacts["dateType"] = null;

  add(facts: TextFacts): void {
    if (facts.count === 0) return;
    const isFirst = this.#count === 0;
    this.#count += facts.count;
    this.#units += facts.units;
    if (facts.values === null) this.#values = null;
    if (this.#values !== null && facts.values !== null) {
      for (const value of facts.values) this.#values.add(value);
      if (this.#values.size > FEW_VALUES.most) this.#values = null;
    }
    if (isFirst) this.#dateType = facts.dateType;
    else if (facts.dateType === null || this.#dateType === null) this.#dateType = null;
    else if (facts.dateType === "timestamp") this.#dateType = "timestamp";
  }

  total(): TextFacts {
    return {
      count: this.#count,
      units: this.#units,
      values: this.#values === null ? null : [...this.#values],
      dateType: this.#dateType,
    };
  }
}

/**
 * The values of a column that is worth an ENUM; null when they are too many, too long or mostly different.
 * `isList`: the texts stand in lists, where a value often comes once.
 */
export function enumValues({ count, units, values }: TextFacts, isList: boolean): readonly string[] | null {
  if (values === null || values.length > FEW_VALUES.most) return null;
  if (!isList && (values.length * 2 > count || units > count * MAX_LABEL_LENGTH)) return null;
  // The database cannot bear NUL in the values of an ENUM.
  return values.some((value) => value.includes("\0")) ? null : values;
}
