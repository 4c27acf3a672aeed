import type { RunFinder } from "@/lib/format";
import type { ArrowColumn, ParquetRows } from "@/lib/format/parquet";

/** What JavaScript writes of a value that is no text, where a message holds it in an object. */
const WORDS = { null: "null", boolean: "true false", float: "NaN Infinity e", time: "T Z" } as const;

/**
 * Marks the rows (1) of which a text may hold a run of characters (see `findPlainRun`), without decoding any. Null where
 * it may come of something else: of a name in an object, of what is no text, or of columns that came in pieces.
 */
export function rowsWithRun(rows: ParquetRows, run: string, finder: RunFinder): Uint8Array | null {
  if (rows.columns === null || rows.errors.size > 0) return null;
  const columns = rows.columns.filter((column) => column !== null);
  if (columns.length < rows.columns.length || columns.some((column) => mayWrite(column, run))) return null;
  const marks = new Uint8Array(rows.length);
  for (const column of columns) markTexts(column, finder, (index) => index, marks);
  return marks;
}

/** Whether a value of the column, written as JSON, may hold the run in something that is no text. */
function mayWrite(column: ArrowColumn, run: string): boolean {
  const { type, children } = column;
  if (type.kind === "struct" && type.names.some((name) => mayHold(name, run))) return true;
  if (isWord(WORDS.null, run)) return true;
  switch (type.kind) {
    case "boolean":
      return isWord(WORDS.boolean, run);
    case "float":
      return isWord(WORDS.float, run);
    case "date":
    case "time":
    case "timestamp":
      return isWord(WORDS.time, run);
    case "binary":
    case "fixed-binary":
      return true;
    default:
      return children.some((child) => mayWrite(child, run));
  }
}

/** Whether all letters of the run are those of words, with digits and signs between them. */
function isWord(words: string, run: string): boolean {
  const letters = new Set(words.toLowerCase());
  return [...run].every((sign) => letters.has(sign) || /[\d\s.+-]/.test(sign));
}

/** Names are few: whatever is like the run in them counts. */
function mayHold(name: string, run: string): boolean {
  return name.toLowerCase().includes(run) || JSON.stringify(name).toLowerCase().includes(run);
}

/** Marks the rows of the texts in a column that may hold the run; `rowOf` gives the row of a value. */
function markTexts(
  column: ArrowColumn,
  finder: RunFinder,
  rowOf: (index: number) => number,
  marks: Uint8Array,
): void {
  const { type, offsets, data, children, length } = column;
  switch (type.kind) {
    case "text": {
      const end = offsets[length] ?? 0;
      for (let at = offsets[0] ?? 0; at < end; ) {
        const place = finder.find(data, at, end);
        if (place >= end) return;
        const text = valueAt(offsets, length, place);
        marks[rowOf(text)] = 1;
        at = offsets[text + 1] ?? end;
      }
      return;
    }
    case "list":
    case "map":
      for (const child of children)
        markTexts(child, finder, (index) => rowOf(valueAt(offsets, length, index)), marks);
      return;
    case "fixed-list": {
      const { size } = type;
      for (const child of children)
        markTexts(child, finder, (index) => rowOf(Math.floor(index / size)), marks);
      return;
    }
    default:
      for (const child of children) markTexts(child, finder, rowOf, marks);
  }
}

/** Which value of a column begins at or before `place` and ends behind it. */
function valueAt(offsets: ArrowColumn["offsets"], length: number, place: number): number {
  let low = 0;
  let high = length;
  // The last value that begins at or before the place: those before it that begin there are empty.
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle + 1] as number) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
