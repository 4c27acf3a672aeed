/** What is known of the values of one column, measured over the whole dataset. */
export interface ColumnStats {
  column: string;
  /** Distinct values (of a list: distinct items), estimated to about 5 %; exact up to a few dozen. */
  distinct: number;
  /** Rows of the dataset. */
  rows: number;
  /** Rows without a value: null. */
  nulls: number;
  /** Smallest and largest value as text, null when there is none; of text and lists not measured beyond their order. */
  min: string | null;
  max: string | null;
  /** Mean characters of a text, or items of a list; null for any other type. */
  meanLength: number | null;
}
