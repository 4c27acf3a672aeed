import { type ScannerExports, scannerModule, startScanner } from "./tape";

/** What is known of each text of a column without decoding it. */
export class TextMeasures {
  /** `words`: as the scanner writes them. */
  constructor(private readonly words: Int32Array) {}

  /** Code points of text `index`. */
  length(index: number): number {
    return (this.words[index] as number) & 0x7fffffff;
  }

  /** Whether text `index` holds U+FFFD. */
  isBroken(index: number): boolean {
    return (this.words[index] as number) < 0;
  }
}

/** Little enough to stay in the cache. A longer text is measured alone. */
const WINDOW_BYTES = 256 << 10;
const WINDOW_TEXTS = 16_384;
const PAGE = 65_536;
/** The scanner reads up to 16 bytes past a text. */
const SLACK = 16;

/**
 * Measures texts of well-formed UTF-8, of which text i is bytes [offsets[i], offsets[i + 1]). Null where the browser
 * has no WebAssembly SIMD.
 */
export function measureTexts(bytes: Uint8Array, offsets: Int32Array | Float64Array): TextMeasures | null {
  const measurer = sharedMeasurer();
  return measurer === null ? null : new TextMeasures(measurer.measure(bytes, offsets));
}

let shared: Measurer | null | undefined;

function sharedMeasurer(): Measurer | null {
  if (shared === undefined) {
    const module = scannerModule();
    shared = module === null ? null : new Measurer(startScanner(module));
  }
  return shared;
}

// Behind the scanner's own data, which is less than a page: places of texts, what is said of them, the texts.
const OFFSETS = PAGE;
const TARGET = OFFSETS + (WINDOW_TEXTS + 1) * 4;
const DATA = TARGET + WINDOW_TEXTS * 4;

class Measurer {
  constructor(private readonly exports: ScannerExports) {
    this.makeRoom(WINDOW_BYTES);
  }

  measure(bytes: Uint8Array, offsets: Int32Array | Float64Array): Int32Array {
    const count = Math.max(0, offsets.length - 1);
    const words = new Int32Array(count);
    for (let from = 0; from < count; ) {
      const to = windowEnd(offsets, from, count);
      this.measureWindow(bytes, offsets, from, to, words);
      from = to;
    }
    return words;
  }

  /** Texts [from, to) at once. */
  private measureWindow(
    bytes: Uint8Array,
    offsets: Int32Array | Float64Array,
    from: number,
    to: number,
    words: Int32Array,
  ): void {
    const start = offsets[from] as number;
    const end = offsets[to] as number;
    this.makeRoom(end - start);
    const { buffer } = this.exports.memory;
    new Uint8Array(buffer).set(bytes.subarray(start, end), DATA);
    const places = new Uint32Array(buffer, OFFSETS, to - from + 1);
    for (let text = from; text <= to; text++) places[text - from] = (offsets[text] as number) - start;
    this.exports.measureTexts(DATA, OFFSETS, to - from, TARGET);
    words.set(new Int32Array(buffer, TARGET, to - from), from);
  }

  private makeRoom(dataBytes: number): void {
    const { memory } = this.exports;
    const missing = DATA + dataBytes + SLACK - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  }
}

/** End of the texts from `from` that fit a window; one more than `from` at least. */
function windowEnd(offsets: Int32Array | Float64Array, from: number, count: number): number {
  const start = offsets[from] as number;
  const most = Math.min(count, from + WINDOW_TEXTS);
  let to = from + 1;
  while (to < most && (offsets[to + 1] as number) - start <= WINDOW_BYTES) to++;
  return to;
}
