import { type Data, Field, List, makeData, Utf8 } from "apache-arrow";
import { decodeUtf8, type Tape, type Utf8Sink, type Value } from "@/lib/format";
import { FEW_VALUES, type TextFacts } from "@/lib/schema";
import type { TextColumn, TextListColumn } from "../cells/cells";
import { dateTypeOf } from "../cells/date-type";
import { cutText } from "../cells/text-cells";
import { KINDS, ScannedCells } from "./scanned-column";

const encoder = new TextEncoder();
/** Below this, a loop over the characters beats the call that encodes them. */
const SHORT_TEXT = 256;

/** Texts in the scanner's memory. */
export class ScannedTexts extends ScannedCells implements TextColumn, Utf8Sink {
  #row = 0;

  constructor(tape: Tape, address?: number) {
    super(tape, KINDS.texts, address);
  }

  add(row: number, value: Value, maxUnits: number): void {
    this.#row = row;
    // A code point takes one unit or two.
    if (maxUnits === Number.POSITIVE_INFINITY || value.length * 2 <= maxUnits) value.feed(this);
    else this.text(cutText(value.head(maxUnits), maxUnits));
  }

  addText(row: number, text: string): void {
    this.#row = row;
    this.text(text);
  }

  text(text: string): void {
    const { exports } = this.tape;
    this.fillTo(this.#row);
    const start = exports.reserve(this.address, text.length * 3);
    this.tape.refresh();
    const { bytes } = this.tape;
    let written = 0;
    if (text.length <= SHORT_TEXT) {
      for (; written < text.length; written++) {
        const code = text.charCodeAt(written);
        if (code > 0x7f) break;
        bytes[start + written] = code;
      }
    }
    if (written < text.length) {
      written = encoder.encodeInto(text, bytes.subarray(start, start + text.length * 3)).written;
    }
    exports.closeText(this.address, written);
    this.tape.refresh();
  }

  utf8(bytes: Uint8Array, start: number, end: number): void {
    const { exports } = this.tape;
    if (bytes === this.tape.bytes) exports.addText(this.address, this.#row, start, end - start);
    else {
      this.fillTo(this.#row);
      const to = exports.reserve(this.address, end - start);
      this.tape.refresh();
      this.tape.bytes.set(bytes.subarray(start, end), to);
      exports.closeText(this.address, end - start);
    }
    this.tape.refresh();
  }

  at(row: number): string | null {
    if (!this.isValid(row)) return null;
    const data = this.word(5);
    return decodeUtf8(this.tape.bytes, data + this.offset(row), data + this.offset(row + 1));
  }

  cut(maxUnits: number): void {
    this.tape.exports.cutTexts(this.address, maxUnits);
  }

  data(): Data {
    const { rows: length, nullCount } = this;
    const start = this.word(5);
    return makeData({
      type: new Utf8(),
      length,
      nullCount,
      nullBitmap: this.bitmap(),
      valueOffsets: this.offsets(),
      data: this.tape.bytes.subarray(start, start + this.word(6)),
    });
  }

  facts(): TextFacts {
    const { rows, nullCount } = this;
    const bytesAt = (row: number) => (this.isValid(row) ? this.offset(row + 1) - this.offset(row) : null);
    return {
      count: rows - nullCount,
      units: this.word(6),
      values: this.#distinct(),
      dateType: dateTypeOf(rows, bytesAt, (row) => this.at(row)),
    };
  }

  /** Null once they are too many for a facet. */
  #distinct(): string[] | null {
    const { exports } = this.tape;
    const count = exports.distinctRows(this.address, FEW_VALUES.most, FEW_VALUES.gathered);
    this.tape.refresh();
    if (count < 0) return null;
    const first = exports.distinctAt.value >> 2;
    return Array.from(
      { length: count },
      (_, place) => this.at(this.tape.words[first + place] as number) ?? "",
    );
  }
}

/** Lists of texts in the scanner's memory. */
export class ScannedTextLists extends ScannedCells implements TextListColumn {
  readonly #items: ScannedTexts;

  constructor(tape: Tape) {
    super(tape, KINDS.lists);
    this.#items = new ScannedTexts(tape, this.word(12));
  }

  add(row: number, list: Value): void {
    // Rows without a list end where its items begin.
    this.fillTo(row);
    for (let index = 0; index < list.size; index++) {
      const item = list.item(index);
      const place = this.#items.rows;
      if (item === null || item.kind === "null") this.#items.fillTo(place + 1);
      else this.#items.add(place, item, Number.POSITIVE_INFINITY);
    }
    this.#close();
  }

  addTexts(row: number, texts: readonly string[]): void {
    this.fillTo(row);
    for (const text of texts) this.#items.addText(this.#items.rows, text);
    this.#close();
  }

  at(row: number): readonly (string | null)[] | null {
    if (!this.isValid(row)) return null;
    const start = this.offset(row);
    return Array.from({ length: this.offset(row + 1) - start }, (_, place) => this.#items.at(start + place));
  }

  cut(maxUnits: number): void {
    this.#items.cut(maxUnits);
  }

  facts(): TextFacts {
    return this.#items.facts();
  }

  data(): Data {
    const { rows: length, nullCount } = this;
    const child = this.#items.data();
    return makeData({
      type: new List(new Field("item", child.type, true)),
      length,
      nullCount,
      nullBitmap: this.bitmap(),
      valueOffsets: this.offsets(),
      child,
    });
  }

  #close(): void {
    this.tape.exports.closeList(this.address);
    this.tape.refresh();
  }
}
