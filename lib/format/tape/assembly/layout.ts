// Places in memory, given once by the host; every one is a multiple of 16.

/** Kinds of tape entries; `tape-value.ts` reads them by the same numbers. */
export const NULL: u32 = 0;
export const FALSE: u32 = 1;
export const TRUE: u32 = 2;
/** A number that a double holds, in words 2 and 3; word 1 is the address of its digits, 0 where it stands in no text. */
export const NUMBER: u32 = 3;
/** In place of 0: its source declares the number floating-point. */
export const FLOATING: u32 = 1;
/** Any other number: address and length of its digits. */
export const DIGITS: u32 = 4;
/** Address, bytes and code points of decoded UTF-8. */
export const TEXT: u32 = 5;
/** The same with a character beyond ASCII. */
export const WIDE_TEXT: u32 = 6;
/** First entry and number of the items. */
export const LIST: u32 = 7;
/** First entry and number of the fields' values, and the shape that knows their names. */
export const OBJECT: u32 = 8;

/** Bytes of a tape entry: four words, the kind first. */
export const ENTRY: usize = 16;

export let tapeStart: usize = 0;
export let tapeEnd: usize = 0;
export let stackStart: usize = 0;
export let stackEnd: usize = 0;
export let recordStart: usize = 0;
export let recordEnd: usize = 0;
export let shapeStart: usize = 0;
export let shapeEnd: usize = 0;
export let nameStart: usize = 0;
export let nameEnd: usize = 0;

export function setLayout(
  tape: usize,
  stack: usize,
  records: usize,
  shapes: usize,
  names: usize,
  end: usize,
): void {
  tapeStart = tape;
  tapeEnd = stack;
  stackStart = stack;
  stackEnd = records;
  recordStart = records;
  recordEnd = shapes;
  shapeStart = shapes;
  shapeEnd = names;
  nameStart = names;
  nameEnd = end;
}
