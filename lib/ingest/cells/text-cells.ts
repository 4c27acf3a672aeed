import { type Data, makeData, Utf8 } from "apache-arrow";
import { decodeUtf8, type Utf8Sink, type Value } from "@/lib/format";
import { areTooManyValues, type TextFacts } from "@/lib/schema";
import type { TextColumn } from "./cells";
import { dateTypeOf } from "./date-type";
import { Validity } from "./validity";

const encoder = new TextEncoder();

const FIRST_BYTES = 4096;
const FIRST_ROWS = 256;
/** Below this, a loop over the bytes beats the call that copies them. */
const SHORT_BYTES = 24;
/** Below this, a loop over the characters beats the call that encodes them. */
const SHORT_TEXT = 256;

/**
 * Texts of one column as Arrow keeps them: UTF-8 end to end, where each begins, and which rows have none. A text that
 * its source holds as bytes goes in as bytes.
 */
export class TextCells implements Utf8Sink, TextColumn {
  readonly scanned = null;
  #bytes = new Uint8Array(FIRST_BYTES);
  #offsets = new Int32Array(FIRST_ROWS + 1);
  readonly #validity = new Validity();
  #end = 0;

  get rows(): number {
    return this.#validity.rows;
  }

  /** Adds texts that lie end to end in `bytes`, as a decoded column has them: text i is bytes [offsets[i], offsets[i + 1]). */
  addStretch(
    bytes: Uint8Array,
    offsets: ArrayLike<number>,
    isThere: ((index: number) => boolean) | null,
  ): void {
    const rows = offsets.length - 1;
    const start = offsets[0] ?? 0;
    const end = offsets[rows] ?? start;
    this.#reserve(end - start);
    this.#bytes.set(bytes.subarray(start, end), this.#end);
    const firstRow = this.rows;
    if (firstRow + rows + 1 > this.#offsets.length) {
      const grown = new Int32Array(Math.max(2 * this.#offsets.length, firstRow + rows + 1));
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    const shift = this.#end - start;
    for (let index = 1; index <= rows; index++)
      this.#offsets[firstRow + index] = (offsets[index] as number) + shift;
    if (isThere === null) this.#validity.addAll(rows);
    else for (let index = 0; index < rows; index++) this.#validity.add(isThere(index));
    this.#end += end - start;
  }

  add(row: number, value: Value, maxUnits: number): void {
    this.fillTo(row);
    // A code point takes one unit or two.
    if (maxUnits === Number.POSITIVE_INFINITY || value.length * 2 <= maxUnits) value.feed(this);
    else this.text(cutText(value.head(maxUnits), maxUnits));
    this.#close(true);
  }

  addText(row: number, text: string): void {
    this.fillTo(row);
    this.text(text);
    this.#close(true);
  }

  /** Rows up to `row` that have no text yet have none. */
  fillTo(row: number): void {
    while (this.rows < row) this.#close(false);
  }

  text(text: string): void {
    this.#reserve(text.length * 3);
    if (text.length <= SHORT_TEXT && this.#shortAscii(text)) return;
    this.#end += encoder.encodeInto(text, this.#bytes.subarray(this.#end)).written;
  }

  utf8(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.#reserve(length);
    if (length <= SHORT_BYTES) {
      const target = this.#bytes;
      let to = this.#end;
      for (let at = start; at < end; at++) target[to++] = bytes[at] as number;
    } else this.#bytes.set(bytes.subarray(start, end), this.#end);
    this.#end += length;
  }

  /** The text of a row, or null. */
  at(row: number): string | null {
    if (!this.#validity.isValid(row)) return null;
    return decodeUtf8(this.#bytes, this.#offsets[row] as number, this.#offsets[row + 1] as number);
  }

  cut(maxUnits: number): void {
    const cut = new TextCells();
    for (let row = 0; row < this.rows; row++) {
      const start = this.#offsets[row] as number;
      const end = this.#offsets[row + 1] as number;
      if (!this.#validity.isValid(row)) continue;
      cut.fillTo(row);
      // A character beyond ASCII takes more bytes than code units.
      if (end - start <= maxUnits) cut.utf8(this.#bytes, start, end);
      else cut.text(cutText(this.at(row) ?? "", maxUnits));
      cut.#close(true);
    }
    cut.fillTo(this.rows);
    this.#bytes = cut.#bytes;
    this.#offsets = cut.#offsets;
    this.#end = cut.#end;
  }

  data(): Data {
    const { rows: length, nullCount } = this.#validity;
    return makeData({
      type: new Utf8(),
      length,
      nullCount,
      nullBitmap: this.#validity.bitmap(),
      valueOffsets: this.#offsets.subarray(0, length + 1),
      data: this.#bytes.subarray(0, this.#end),
    });
  }

  /** Only one of each is decoded, but for dates. */
  facts(): TextFacts {
    const firstRows = this.#firstRows();
    const bytesAt = (row: number) =>
      this.#validity.isValid(row)
        ? (this.#offsets[row + 1] as number) - (this.#offsets[row] as number)
        : null;
    return {
      count: this.rows - this.#validity.nullCount,
      units: this.#end,
      values: firstRows === null ? null : firstRows.map((row) => this.at(row) ?? ""),
      dateType: dateTypeOf(this.rows, bytesAt, (row) => this.at(row)),
    };
  }

  /** The first row of each different text; null once they are too many for a facet. */
  #firstRows(): number[] | null {
    const table = new Int32Array(2 * nextPowerOfTwo(this.rows + 1)).fill(-1);
    const mask = table.length - 1;
    const rows: number[] = [];
    let texts = 0;
    for (let row = 0; row < this.rows; row++) {
      if (!this.#validity.isValid(row)) continue;
      texts++;
      let slot = this.#hash(row) & mask;
      for (;;) {
        const known = table[slot] as number;
        if (known < 0) {
          table[slot] = row;
          rows.push(row);
          break;
        }
        if (this.#isSame(known, row)) break;
        slot = (slot + 1) & mask;
      }
      if (areTooManyValues(rows.length, texts)) return null;
    }
    return rows;
  }

  #hash(row: number): number {
    const end = this.#offsets[row + 1] as number;
    let hash = end - (this.#offsets[row] as number);
    for (let at = this.#offsets[row] as number; at < end; at++) {
      hash = Math.imul(hash ^ (this.#bytes[at] as number), 0x01000193);
    }
    return hash ^ (hash >>> 15);
  }

  #isSame(first: number, second: number): boolean {
    let left = this.#offsets[first] as number;
    let right = this.#offsets[second] as number;
    const end = this.#offsets[first + 1] as number;
    if (end - left !== (this.#offsets[second + 1] as number) - right) return false;
    while (left < end) if (this.#bytes[left++] !== this.#bytes[right++]) return false;
    return true;
  }

  #shortAscii(text: string): boolean {
    const target = this.#bytes;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      target[this.#end + i] = code;
    }
    this.#end += text.length;
    return true;
  }

  #reserve(length: number): void {
    if (this.#end + length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.#bytes.length, this.#end + length));
    grown.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = grown;
  }

  #close(isValid: boolean): void {
    if (this.rows + 2 > this.#offsets.length) {
      const grown = new Int32Array(2 * this.#offsets.length);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    this.#validity.add(isValid);
    this.#offsets[this.rows] = this.#end;
  }
}

/** First code units of a text, never half a surrogate pair. */
export function cutText(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const last = text.charCodeAt(maxUnits - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxUnits - 1 : maxUnits);
}

function nextPowerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(count + 1));
}
