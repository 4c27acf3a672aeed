import type { Tape, TapeValue } from "@/lib/format/tape";
import type { Value } from "@/lib/format/value";
import type { ArrowColumn } from "./arrow-column";
import { addSize, type LaidColumn, offsetAt, planFields } from "./laid-column";
import type { ParquetRows } from "./rows";

/** Text that is laid at once, about: little enough to stay in the cache. */
const WINDOW_BYTES = 192 << 10;

const ENTRY_BYTES = 16;
const ENTRY_WORDS = 4;
// The numbers of tape/assembly/layout.ts.
const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const NUMBER = 3;
const DIGITS = 4;
const TEXT = 5;
const WIDE_TEXT = 6;

const encoder = new TextEncoder();

/**
 * Writes decoded rows to a tape, as if they had been lines of JSON: whoever reads many records from tapes reads these
 * the same way. Texts are copied and measured a column at a time.
 */
export class RowLayer {
  /** Number of the next free entry, and the address of the next text. */
  #entries = 0;
  #out = 0;

  private constructor(
    private readonly tape: Tape,
    private readonly length: number,
    private readonly shape: number,
    private readonly fields: readonly LaidColumn[],
    private readonly windowRows: number,
  ) {}

  /** Null when the columns hold something that a tape cannot. Names that the tape knew before still count. */
  static create(rows: ParquetRows, tape: Tape): RowLayer | null {
    const planned = rows.columns && planFields(rows.names, rows.columns, tape);
    if (planned === null || rows.length === 0) return null;
    const size = { bytes: 0, entries: 0 };
    for (const field of planned.fields) addSize(field, 0, rows.length, size);
    const perRow = Math.max(1, size.bytes / rows.length);
    const windowRows = Math.max(1, Math.min(tape.layout.mostRecords, Math.floor(WINDOW_BYTES / perRow)));
    return new RowLayer(tape, rows.length, planned.shape, planned.fields, windowRows);
  }

  /**
   * Lays rows from `rowStart` on as the tape's records, from record 0; returns the first row that is not laid, which is
   * `rowStart` when that alone is too large. `rowBase` is added to the row's number that stands in its record.
   */
  lay(rowStart: number, rowBase: number): number {
    let rowEnd = Math.min(this.length, rowStart + this.windowRows);
    while (rowEnd > rowStart && !this.#fits(rowStart, rowEnd)) rowEnd = rowStart + ((rowEnd - rowStart) >> 1);
    const count = rowEnd - rowStart;
    if (count === 0) return rowStart;
    const { tape, fields } = this;
    const { layout } = tape;
    this.#entries = 0;
    this.#out = layout.output;
    const records = this.#take(count);
    const first = this.#take(count * fields.length);
    tape.exports.layObjects(
      count,
      0,
      0,
      this.#addressOf(records),
      ENTRY_BYTES,
      first,
      fields.length,
      this.shape,
    );
    for (let record = 0; record < count; record++) {
      const word = layout.records / 4 + record * 4;
      tape.words[word] = rowBase + rowStart + record;
      tape.words[word + 2] = records + record;
    }
    this.#layFields(fields, rowStart, rowEnd, first);
    return rowEnd;
  }

  /** A row as it was laid; holds until the next are. */
  value(record: number): TapeValue {
    return this.tape.valueAt(record);
  }

  #fits(rowStart: number, rowEnd: number): boolean {
    const { output, outputEnd, input, inputEnd, tape, tapeEnd, scratch, scratchEnd } = this.tape.layout;
    const size = { bytes: 0, entries: (rowEnd - rowStart) * (1 + this.fields.length) };
    for (const field of this.fields) addSize(field, rowStart, rowEnd, size);
    return (
      size.bytes <= Math.min(outputEnd - output, inputEnd - input) &&
      size.entries * ENTRY_BYTES <= tapeEnd - tape &&
      // Offsets and validity of any one column.
      (size.entries + 16) * 5 <= scratchEnd - scratch
    );
  }

  #take(entries: number): number {
    const first = this.#entries;
    this.#entries += entries;
    return first;
  }

  #addressOf(entry: number): number {
    return this.tape.base * 4 + entry * ENTRY_BYTES;
  }

  #layFields(fields: readonly LaidColumn[], start: number, end: number, first: number): void {
    for (const [place, field] of fields.entries())
      this.#lay(field, start, end, this.#addressOf(first + place), fields.length * ENTRY_BYTES);
  }

  /** Values [start, end) of a column to entries from `target` on, `stride` bytes apart. */
  #lay(laid: LaidColumn, start: number, end: number, target: number, stride: number): void {
    const count = end - start;
    if (count === 0) return;
    const { exports } = this.tape;
    switch (laid.kind) {
      case "null":
        for (let i = 0; i < count; i++) this.#write(target + i * stride, NULL, 0, 0, 0);
        return;
      case "text": {
        const { column } = laid;
        const from = offsetAt(column, start);
        const { input, scratch } = this.tape.layout;
        this.tape.bytes.set(column.data.subarray(from, offsetAt(column, end)), input);
        const [validity, bit] = this.#putPlaces(column, start, end);
        this.#out = exports.layTexts(
          input - from,
          scratch,
          ...([count, validity, bit, target, stride, this.#out] as const),
        );
        return;
      }
      case "list": {
        const itemStart = offsetAt(laid.column, start);
        const itemEnd = offsetAt(laid.column, end);
        const first = this.#take(itemEnd - itemStart);
        const [validity, bit] = this.#putPlaces(laid.column, start, end);
        exports.layLists(this.tape.layout.scratch, count, validity, bit, target, stride, first);
        this.#lay(laid.item, itemStart, itemEnd, this.#addressOf(first), ENTRY_BYTES);
        return;
      }
      case "object": {
        const { fields, shape } = laid;
        const first = this.#take(count * fields.length);
        const [validity, bit] = this.#putPlaces(laid.column, start, end);
        exports.layObjects(count, validity, bit, target, stride, first, fields.length, shape);
        this.#layFields(fields, start, end, first);
        return;
      }
      case "cells":
        for (let i = 0; i < count; i++) this.#layCell(laid.valueAt(start + i), target + i * stride);
    }
  }

  /** Puts offsets, if the column has any, and validity where the scanner reads them. Returns the place of the validity, and its first bit. */
  #putPlaces(column: ArrowColumn, start: number, end: number): readonly [validity: number, bit: number] {
    const { scratch } = this.tape.layout;
    const offsets = column.offsets.subarray(start, end + 1);
    new Int32Array(this.tape.bytes.buffer, scratch, offsets.length).set(offsets);
    if (column.validity === null) return [0, 0];
    const place = scratch + offsets.length * 4;
    const bit = column.bitOffset + start;
    this.tape.bytes.set(column.validity.subarray(bit >> 3, (bit + end - start + 7) >> 3), place);
    return [place, bit & 7];
  }

  #layCell(value: Value, target: number): void {
    switch (value.kind) {
      case "boolean":
        this.#write(target, value.boolean() ? TRUE : FALSE, 0, 0, 0);
        return;
      case "number":
        if (value.isExactDouble || value.isFloat) {
          this.#write(target, NUMBER, value.isFloat ? 1 : 0, 0, 0);
          this.tape.doubles[target / 8 + 1] = value.number();
        } else this.#layText(target, DIGITS, value.text(), 0);
        return;
      case "text":
        this.#layText(target, TEXT, value.text(), value.length);
        return;
      default:
        this.#write(target, NULL, 0, 0, 0);
    }
  }

  #layText(target: number, kind: number, text: string, codePoints: number): void {
    const at = this.#out;
    const { written } = encoder.encodeInto(text, this.tape.bytes.subarray(at, this.tape.layout.outputEnd));
    this.#out += written;
    // As behind the texts that the scanner lays.
    this.tape.bytes[this.#out++] = 34;
    this.#write(target, kind === TEXT && codePoints !== written ? WIDE_TEXT : kind, at, written, codePoints);
  }

  #write(target: number, kind: number, second: number, third: number, fourth: number): void {
    const { words } = this.tape;
    const word = (target / ENTRY_BYTES) * ENTRY_WORDS;
    words[word] = kind;
    words[word + 1] = second;
    words[word + 2] = third;
    words[word + 3] = fourth;
  }
}
