import { type ScannerExports, scannerModule, startScanner } from "./tape";

/** Characters that raw JSON may hold; in UTF-8 both take as many bytes. */
export interface Run {
  lower: Uint8Array;
  upper: Uint8Array;
  /** Two places whose bytes are seldom met. */
  rare: readonly [number, number];
  isAscii: boolean;
}

/** Lines that cannot hold a run, and where those begin that may. */
export interface PassedLines {
  lines: number;
  /** Lines among them that hold nothing but space. */
  blanks: number;
  /** Start of the first line that may hold it; the end when none does. */
  at: number;
  /** Where lines have to be looked for again. */
  until: number;
}

/** Little enough to stay in the cache. A longer line is looked through alone. */
const WINDOW_BYTES = 128 << 10;
const PAGE = 65_536;
const NEWLINE = 10;
/** Longest run, and what the scanner reads beyond. */
const RUN_BYTES = 256;
const SLACK = RUN_BYTES + 32;

// Behind the scanner's own data, which is less than a page: the run, and lines, with a newline before them.
const LOWER = PAGE;
const UPPER = LOWER + RUN_BYTES;
const DATA = UPPER + RUN_BYTES + 16;

/** Finds the lines of raw JSON that may hold a run of characters, once decoded and in lower case, without decoding them. */
export class RunFinder {
  readonly #exports: ScannerExports;
  /** Of which a stretch is in the scanner's memory. */
  #loaded: Uint8Array | null = null;
  #start = 0;
  #end = 0;

  private constructor(exports: ScannerExports, run: Run) {
    this.#exports = exports;
    this.#makeRoom(WINDOW_BYTES);
    const memory = new Uint8Array(exports.memory.buffer);
    memory.set(run.lower, LOWER);
    memory.set(run.upper, UPPER);
    memory[DATA - 1] = NEWLINE;
    exports.setRun(LOWER, UPPER, run.lower.length, ...run.rare, !run.isAscii);
  }

  /** Null where the browser has no WebAssembly SIMD, and for a run that is too long. */
  static create(run: Run): RunFinder | null {
    const module = scannerModule();
    return module === null || run.lower.length > RUN_BYTES ? null : new RunFinder(startScanner(module), run);
  }

  /** Passes over lines of [at, end), which begins with one and ends with a newline. Bytes that change come as others. */
  passOver(bytes: Uint8Array, at: number, end: number): PassedLines {
    let lines = 0;
    let blanks = 0;
    while (at < end) {
      if (this.#loaded !== bytes || at < this.#start || at >= this.#end) this.#loadLines(bytes, at, end);
      const { findRun, countLines, blankLines, isDoubtful } = this.#exports;
      const base = DATA - this.#start;
      const place = findRun(base + at, base + this.#end) - base;
      const next = place === this.#end ? place : bytes.lastIndexOf(NEWLINE, place) + 1;
      lines += countLines(base + at, base + next);
      blanks += blankLines.value;
      at = next;
      if (place === this.#end) continue;
      // What escapes one character may escape many: the lines around are better decoded together.
      const until = isDoubtful.value ? this.#end : bytes.indexOf(NEWLINE, place) + 1;
      return { lines, blanks, at, until };
    }
    return { lines, blanks, at, until: at };
  }

  /** The first place of [at, end) at which the run may begin; `end` when there is none. */
  find(bytes: Uint8Array, at: number, end: number): number {
    while (at < end) {
      if (this.#loaded !== bytes || at < this.#start || at >= this.#end)
        this.#load(bytes, at, Math.min(end, at + WINDOW_BYTES));
      const base = DATA - this.#start;
      const to = Math.min(end, this.#end);
      const place = this.#exports.findRun(base + at, base + to) - base;
      if (place < to) return place;
      if (to === end) return end;
      // What begins in one window may end in the next.
      at = Math.max(at + 1, to - RUN_BYTES);
      this.#loaded = null;
    }
    return end;
  }

  #loadLines(bytes: Uint8Array, at: number, end: number): void {
    let to = end;
    if (end - at > WINDOW_BYTES) {
      const last = bytes.lastIndexOf(NEWLINE, at + WINDOW_BYTES - 1) + 1;
      to = last > at ? last : bytes.indexOf(NEWLINE, at) + 1;
    }
    this.#load(bytes, at, to);
  }

  #load(bytes: Uint8Array, at: number, to: number): void {
    this.#makeRoom(to - at);
    new Uint8Array(this.#exports.memory.buffer).set(bytes.subarray(at, to), DATA);
    this.#loaded = bytes;
    this.#start = at;
    this.#end = to;
  }

  #makeRoom(dataBytes: number): void {
    const { memory } = this.#exports;
    const missing = DATA + dataBytes + SLACK - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  }
}
