import { decodeLenient } from "@/lib/format/decode-utf8";
import { firstSign } from "@/lib/format/first-sign";
import { decodeUtf8 } from "@/lib/format/short-text";
import { measureTexts, type TextMeasures } from "@/lib/format/tape";
import type { Utf8Sink, Value } from "@/lib/format/value";
import { countCodePoints } from "./count-code-points";
import { BaseValue } from "./scalar-value";

/** Enough to find a character that is no white space in most texts. */
const FEW_CHARACTERS = 32;

/** The texts of one column as UTF-8: text i is bytes [offsets[i], offsets[i + 1]). */
export class TextColumn {
  #measures: TextMeasures | null | undefined;

  constructor(
    readonly bytes: Uint8Array,
    readonly offsets: Int32Array | Float64Array,
  ) {}

  at(index: number): Value {
    return new ColumnText(this, index);
  }

  /** All texts at once, when the first is asked for: a call for each would cost more than most texts. */
  get measures(): TextMeasures | null {
    if (this.#measures === undefined) this.#measures = measureTexts(this.bytes, this.offsets);
    return this.#measures;
  }
}

/** One text of a column. Nothing is decoded before it is asked for. */
class ColumnText extends BaseValue {
  readonly kind = "text";

  constructor(
    private readonly column: TextColumn,
    private readonly index: number,
  ) {
    super();
  }

  override text(): string {
    return decodeUtf8(this.column.bytes, this.start, this.end);
  }

  override head(chars: number): string {
    const { bytes } = this.column;
    const { start, end } = this;
    // A character takes up to four bytes.
    if (end - start <= chars) return decodeUtf8(bytes, start, end);
    let headEnd = Math.min(end, start + chars * 4);
    // Not in the middle of a character: its later bytes are 10xxxxxx.
    while (headEnd < end && ((bytes[headEnd] as number) & 0xc0) === 0x80) headEnd++;
    return decodeLenient(bytes.subarray(start, headEnd));
  }

  override get length(): number {
    const { measures, bytes } = this.column;
    return measures === null ? countCodePoints(bytes, this.start, this.end) : measures.length(this.index);
  }

  override get firstSign(): string {
    const { bytes } = this.column;
    const { start, end } = this;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      // It may be white space beyond ASCII.
      if (byte >= 0x80) return firstSign(this.head(FEW_CHARACTERS)) || firstSign(this.text());
      if (byte > 32 || byte < 9 || (byte > 13 && byte < 32)) return String.fromCharCode(byte);
    }
    return "";
  }

  override get isBroken(): boolean {
    const { measures } = this.column;
    return measures === null ? this.holdsReplacement() : measures.isBroken(this.index);
  }

  override feed(sink: Utf8Sink): void {
    sink.utf8(this.column.bytes, this.start, this.end);
  }

  private get start(): number {
    return this.column.offsets[this.index] as number;
  }

  private get end(): number {
    return this.column.offsets[this.index + 1] as number;
  }

  private holdsReplacement(): boolean {
    const bytes = this.column.bytes.subarray(this.start, this.end);
    for (let place = bytes.indexOf(0xef); place >= 0; place = bytes.indexOf(0xef, place + 1)) {
      if (bytes[place + 1] === 0xbf && bytes[place + 2] === 0xbd) return true;
    }
    return false;
  }
}
