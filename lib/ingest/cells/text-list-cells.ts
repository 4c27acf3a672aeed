import { type Data, Field, List, makeData } from "apache-arrow";
import type { Value } from "@/lib/format";
import type { TextFacts } from "@/lib/schema";
import type { TextListColumn } from "./cells";
import { TextCells } from "./text-cells";
import { Validity } from "./validity";

const FIRST_ROWS = 256;

/** Lists of texts, some of which may be missing. */
export class TextListCells implements TextListColumn {
  readonly scanned = null;
  readonly #validity = new Validity();
  readonly #items = new TextCells();
  #offsets = new Int32Array(FIRST_ROWS + 1);

  get rows(): number {
    return this.#validity.rows;
  }

  /** Adds lists that lie end to end, as a decoded column has them: list i is texts [offsets[i], offsets[i + 1]). */
  addStretch(
    offsets: ArrayLike<number>,
    isThere: ((index: number) => boolean) | null,
    ...texts: Parameters<TextCells["addStretch"]>
  ): void {
    const firstItem = this.#items.rows;
    this.#items.addStretch(...texts);
    for (let index = 0; index < offsets.length - 1; index++)
      this.#close(isThere?.(index) ?? true, (offsets[index + 1] as number) + firstItem);
  }

  add(row: number, list: Value): void {
    this.fillTo(row);
    for (let index = 0; index < list.size; index++) {
      const item = list.item(index);
      const place = this.#items.rows;
      if (item === null || item.kind === "null") this.#items.fillTo(place + 1);
      else this.#items.add(place, item, Number.POSITIVE_INFINITY);
    }
    this.#close(true);
  }

  addTexts(row: number, texts: readonly string[]): void {
    this.fillTo(row);
    for (const text of texts) this.#items.addText(this.#items.rows, text);
    this.#close(true);
  }

  fillTo(row: number): void {
    while (this.rows < row) this.#close(false);
  }

  at(row: number): readonly (string | null)[] | null {
    if (!this.#validity.isValid(row)) return null;
    const start = this.#offsets[row] as number;
    return Array.from({ length: (this.#offsets[row + 1] as number) - start }, (_, place) =>
      this.#items.at(start + place),
    );
  }

  cut(maxUnits: number): void {
    this.#items.cut(maxUnits);
  }

  facts(): TextFacts {
    return this.#items.facts();
  }

  data(): Data {
    const { rows: length, nullCount } = this.#validity;
    const child = this.#items.data();
    return makeData({
      type: new List(new Field("item", child.type, true)),
      length,
      nullCount,
      nullBitmap: this.#validity.bitmap(),
      valueOffsets: this.#offsets.subarray(0, length + 1),
      child,
    });
  }

  #close(isValid: boolean, itemEnd = this.#items.rows): void {
    if (this.rows + 2 > this.#offsets.length) {
      const grown = new Int32Array(2 * this.#offsets.length);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    this.#validity.add(isValid);
    this.#offsets[this.rows] = itemEnd;
  }
}
