import type { CountedValue, NumberSpread } from "@/lib/query";

/** One field of the records. */
export interface CardField {
  name: string;
  /** As dataset cards write types: "string", "int64", "list<string>", "list<struct<role: string, content: string>>". */
  type: string;
  /** Samples in view with a value; null for a field that is no column of the index (the conversation itself). */
  filled: number | null;
}

/** One distribution: a table of values and how often they come. */
export interface CardTable {
  title: string;
  /** Heading of the values: "Turns", "MLT Label". */
  valueHeading: string;
  /** Heading of the counts: "Samples" or "Count". */
  countHeading: string;
  values: readonly CountedValue[];
  /** Different values of the column; those beyond `values` are named in a line below the table. */
  distinct: number;
  /** The same without "no value". */
  named: number;
  /** What shares are of. */
  total: number;
  /** A sample can have several: shares are of all that was listed, not of samples. */
  isOfItems: boolean;
  /** Whether values of several files stand in columns of their own. */
  hasSplits: boolean;
}

/** A part of the dataset: the files whose names differ in a shard number only. */
export interface CardSplit {
  name: string;
  /** File numbers. */
  files: readonly number[];
  rows: number;
}

/** How much of the dataset is read: all of it, what there is until now, or what there was when reading was cancelled, or could not go on. */
export type CardReading = "whole" | "so-far" | "cancelled" | "stopped";

/** Everything a card says, counted from the rows in view. */
export interface CardFacts {
  name: string;
  files: readonly { name: string; sizeBytes: number; format: string }[];
  rowsInView: number;
  rowsTotal: number;
  reading: CardReading;
  /** What is in view in words ("category is AIME Math"); empty when all is. */
  conditions: readonly string[];
  messages: number;
  assistantMessages: number;
  /** Numbers of different values worth a line of their own: "Categories", 2,122. */
  counts: readonly { name: string; count: number }[];
  splits: readonly CardSplit[];
  fields: readonly CardField[];
  /** Records from whose values the types of nested fields were read. */
  sampledRecords: number;
  tables: readonly CardTable[];
  numbers: readonly NumberSpread[];
}
