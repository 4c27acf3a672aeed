/** Texts one behind the other, as Arrow keeps them. */
export interface Texts {
  count: number;
  /** Text i is bytes [offsets[i], offsets[i + 1]) of `data`; both are longer than the texts need. */
  data: Uint8Array<ArrayBuffer>;
  offsets: Int32Array<ArrayBuffer>;
}

/** Offsets are 32 bits wide. */
const MOST_BYTES = 2 ** 31 - 1;
/** Shorter texts are copied byte by byte: a view of the bytes to be copied would cost more. */
const SHORT_BYTES = 24;

/** Collects texts, of which there will be about so many bytes and so many of them. */
export class GrowingTexts implements Texts {
  count = 0;
  data: Uint8Array<ArrayBuffer>;
  offsets: Int32Array<ArrayBuffer>;

  constructor(bytes: number, count: number) {
    this.data = new Uint8Array(bytes);
    this.offsets = new Int32Array(count + 1);
  }

  /** Adds texts that stand one behind the other from byte `start` on; text i ends at `start + ends[i]`. */
  addAll(bytes: Uint8Array, start: number, ends: Uint32Array, from: number, to: number): void {
    if (from === to) return;
    const first = from === 0 ? 0 : (ends[from - 1] as number);
    const last = ends[to - 1] as number;
    const at = this.#makeRoom(to - from, last - first);
    this.data.set(bytes.subarray(start + first, start + last), at);
    for (let text = from; text < to; text++) this.offsets[++this.count] = at + (ends[text] as number) - first;
  }

  /** Adds the texts of `dictionary` that indexes [from, to) name. Throws RangeError for one that it does not have. */
  addNamed(dictionary: Texts, indexes: Int32Array, from: number, to: number): void {
    const { count, data, offsets } = dictionary;
    let bytes = 0;
    for (let place = from; place < to; place++) {
      const index = indexes[place] as number;
      if (index >= count) throw new RangeError("a dictionary does not have the text");
      bytes += (offsets[index + 1] as number) - (offsets[index] as number);
    }
    let at = this.#makeRoom(to - from, bytes);
    for (let place = from; place < to; place++) {
      const index = indexes[place] as number;
      const start = offsets[index] as number;
      const end = offsets[index + 1] as number;
      if (end - start > SHORT_BYTES) {
        this.data.set(data.subarray(start, end), at);
        at += end - start;
      } else for (let byte = start; byte < end; byte++) this.data[at++] = data[byte] as number;
      this.offsets[++this.count] = at;
    }
  }

  /** Returns where the next text begins. */
  #makeRoom(count: number, bytes: number): number {
    const at = this.offsets[this.count] as number;
    if (at + bytes > MOST_BYTES) throw new RangeError("more text than 32 bits can count");
    if (at + bytes > this.data.length) {
      const larger = new Uint8Array(Math.max(at + bytes, this.data.length * 2));
      larger.set(this.data.subarray(0, at));
      this.data = larger;
    }
    if (this.count + count >= this.offsets.length) {
      const longer = new Int32Array(Math.max(this.count + count + 1, this.offsets.length * 2));
      longer.set(this.offsets.subarray(0, this.count + 1));
      this.offsets = longer;
    }
    return at;
  }
}
