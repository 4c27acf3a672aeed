import { decodeUtf8 } from "../short-text";
import { SCANNER_CODE } from "./scanner-code";
import { TapeHasher } from "./tape-hasher";
import { TapeShapes } from "./tape-shapes";
import { TapeValue } from "./tape-value";

/** What the compiled scanner offers; see assembly/index.ts. */
export interface ScannerExports {
  memory: WebAssembly.Memory;
  recordCount: WebAssembly.Global<"i32">;
  digestLow: WebAssembly.Global<"i32">;
  digestHigh: WebAssembly.Global<"i32">;
  init(
    tape: number,
    stack: number,
    records: number,
    shapes: number,
    names: number,
    end: number,
    heap: number,
  ): void;
  forgetShapes(): void;
  decodeFrom(at: number): void;
  scan(from: number, end: number): number;
  holdsReplacement(at: number, end: number): number;
  hashReset(): void;
  hashByte(value: number): void;
  hashSpan(at: number, length: number): void;
  hashDigest(): void;
  extend(shape: number, at: number, bytes: number): number;
  layTexts(
    data: number,
    offsets: number,
    count: number,
    validity: number,
    bit: number,
    target: number,
    stride: number,
    out: number,
  ): number;
  layLists(
    offsets: number,
    count: number,
    validity: number,
    bit: number,
    target: number,
    stride: number,
    first: number,
  ): void;
  layObjects(
    count: number,
    validity: number,
    bit: number,
    target: number,
    stride: number,
    first: number,
    fields: number,
    shape: number,
  ): void;
  measureTexts(data: number, offsets: number, count: number, target: number): void;
  splitTexts(at: number, end: number, count: number, target: number, ends: number): number;
  isDoubtful: WebAssembly.Global<"i32">;
  blankLines: WebAssembly.Global<"i32">;
  setRun(
    lower: number,
    upper: number,
    bytes: number,
    first: number,
    second: number,
    hasOthers: boolean,
  ): void;
  findRun(at: number, end: number): number;
  countLines(at: number, end: number): number;
  unsnap(at: number, end: number, target: number, bytes: number): number;
  // What follows may let the memory grow: call `Tape.refresh` after it.
  allocate(bytes: number): number;
  newColumn(kind: number): number;
  reserve(column: number, bytes: number): number;
  fillTo(column: number, row: number): void;
  closeText(column: number, bytes: number): void;
  closeList(column: number): void;
  addText(column: number, row: number, at: number, bytes: number): void;
  addNumber(column: number, row: number, value: number): void;
  addHash(column: number, row: number, high: number, low: number): void;
  addBoolean(column: number, row: number, value: boolean): void;
  cutTexts(column: number, units: number): void;
  toIntegers(column: number): void;
  distinctAt: WebAssembly.Global<"i32">;
  distinctRows(column: number, most: number, gathered: number): number;
  beginChunk(file: number): void;
  setOwn(place: number, column: number): void;
  hasPlan(shape: number): number;
  newPlan(shape: number, id: number, fields: number): number;
  isUsed(plan: number): number;
  setPlaces(
    plan: number,
    conversation: number,
    labels: number,
    turns: number,
    truth: number,
    answer: number,
    reply: number,
  ): void;
  setField(plan: number, place: number, column: number): void;
  knowsMessage(shape: number): number;
  teachMessage(shape: number, layout: number, role: number, content: number, name: number): void;
  teachRole(at: number, bytes: number, role: number): void;
  teachName(place: number, at: number, bytes: number): void;
  addRows(from: number, to: number, row: number, line: number, base: number): number;
}

/** Addresses in the scanner's memory. */
export interface TapeLayout {
  tape: number;
  tapeEnd: number;
  scratch: number;
  scratchEnd: number;
  /** Four words each: where the record is, in two words, and the number of its entry. */
  records: number;
  mostRecords: number;
  input: number;
  inputEnd: number;
  output: number;
  outputEnd: number;
}

/** What the scanner asks while it adds rows; see assembly/rows.ts and assembly/conversation.ts. */
export interface ScannerHost {
  /** A cell that its column does not take: the field at `place` of a record that follows plan `plan`. */
  addCell(plan: number, place: number, value: TapeValue, row: number): void;
  /** Whether an answer is another one than the truth. */
  isOtherAnswer(truth: string, answer: string): boolean;
}

/** Bytes of lines that are scanned at once: little enough that the lines, their decoded texts and the tape stay in the cache. */
const WINDOW_BYTES = 64 << 10;
/** Bytes of a line that is scanned with no other. */
export const LONGEST_LINE_BYTES = 1 << 20;

const TAPE_BYTES = 4 << 20;
const STACK_BYTES = 2 << 20;
const RECORD_BYTES = 4096 * 16;
const SHAPE_BYTES = 8192 * 24;
const NAME_BYTES = 1 << 18;
/** The scanner reads and writes up to 16 bytes past what it was given. */
const SLACK = 64;
const PAGE = 65_536;
const NEWLINE = 10;

const BLANK = 0xffffffff;
const LEFT = 0xfffffffe;

/** One line of a window. `value` is null for a line that the scanner leaves to the parser that names faults. */
export interface TapeSink {
  record(value: TapeValue, start: number, end: number): void;
  /** A line to be parsed from its bytes. */
  left(start: number, end: number): void;
  blank(): void;
  /** Asked before a record is handed over: takes records from `from` on, and returns the first that it leaves. */
  rows?(from: number, to: number, windowStart: number): number;
}

let compiled: WebAssembly.Module | null | undefined;

/** The compiled scanner; null where the browser has no WebAssembly SIMD. */
export function scannerModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    const bytes = Uint8Array.from(atob(SCANNER_CODE), (sign) => sign.charCodeAt(0));
    compiled = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  }
  return compiled;
}

/** What assembly/env.ts declares. */
interface ScannerEnvironment {
  addCell(plan: number, place: number, entry: number, row: number): void;
  differ(truth: number, truthBytes: number, answer: number, answerBytes: number): number;
}

/** A scanner with memory of its own; without `environment` one that adds no rows. */
export function startScanner(
  module: WebAssembly.Module,
  environment: ScannerEnvironment = { addCell: stop, differ: stop },
): ScannerExports {
  const instance = new WebAssembly.Instance(module, { env: { ...environment, abort: stop } });
  return instance.exports as unknown as ScannerExports;
}

function stop(): never {
  throw new Error("the scanner stopped");
}

/**
 * Reads lines of JSON with the compiled scanner: texts stay bytes, and what nobody asks for is never decoded. Values
 * are views of the tape: they hold until the next window is read.
 */
export class Tape {
  readonly hasher: TapeHasher;
  readonly exports: ScannerExports;
  /** Views of the scanner's memory; others after each `refresh`. */
  bytes: Uint8Array<ArrayBuffer>;
  words: Uint32Array;
  doubles: Float64Array;
  /** Set by whoever lets the scanner add rows. */
  host: ScannerHost | null = null;
  readonly shapes: TapeShapes;
  /** First word of the tape. */
  readonly base: number;
  /** Where the parts of the memory lie: those that a scan does not need are free for whoever writes the tape himself. */
  readonly layout: TapeLayout;
  readonly #records: number;
  readonly #input: number;

  private constructor(module: WebAssembly.Module) {
    this.exports = startScanner(module, {
      addCell: (plan, place, entry, row) => {
        this.refresh();
        this.host?.addCell(plan, place, new TapeValue(this, this.base + entry * 4), row);
      },
      differ: (truth, truthBytes, answer, answerBytes) => {
        this.refresh();
        const textOf = (at: number, bytes: number) => decodeUtf8(this.bytes, at, at + bytes);
        return this.host?.isOtherAnswer(textOf(truth, truthBytes), textOf(answer, answerBytes)) ? 1 : 0;
      },
    });
    const { memory } = this.exports;
    // Behind the scanner's own data, which is less than a page.
    const tape = PAGE;
    const stack = tape + TAPE_BYTES;
    const records = stack + STACK_BYTES;
    const shapes = records + RECORD_BYTES;
    const names = shapes + SHAPE_BYTES;
    this.#records = records / 4;
    this.#input = names + NAME_BYTES;
    const end = Math.ceil((this.#input + 2 * (LONGEST_LINE_BYTES + SLACK)) / 16) * 16;
    memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
    this.bytes = new Uint8Array(memory.buffer);
    this.words = new Uint32Array(memory.buffer);
    this.doubles = new Float64Array(memory.buffer);
    this.base = tape / 4;
    this.layout = {
      ...{ tape, tapeEnd: stack, scratch: stack, scratchEnd: records },
      ...{ records, mostRecords: RECORD_BYTES / 16 },
      ...{ input: this.#input, inputEnd: this.#input + LONGEST_LINE_BYTES },
      ...{ output: this.#input + LONGEST_LINE_BYTES + SLACK },
      outputEnd: this.#input + 2 * LONGEST_LINE_BYTES + SLACK,
    };
    this.exports.init(tape, stack, records, shapes, names, this.#input, end);
    this.shapes = new TapeShapes(this, shapes / 4);
    this.hasher = new TapeHasher(this);
  }

  /** Null where the browser has no WebAssembly SIMD. */
  static create(): Tape | null {
    const module = scannerModule();
    return module === null ? null : new Tape(module);
  }

  /** To be called after whatever may have let the memory grow: views of it before no longer hold. */
  refresh(): void {
    const { buffer } = this.exports.memory;
    if (buffer === this.bytes.buffer) return;
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.doubles = new Float64Array(buffer);
  }

  /** The record whose entry on the tape has this number. */
  valueAt(entry: number): TapeValue {
    return new TapeValue(this, this.base + entry * 4);
  }

  /** Makes room for new names of fields. Values read before hold no longer. */
  forgetNames(): void {
    this.exports.forgetShapes();
    this.shapes.forget();
  }

  /**
   * Reads whole lines, at most LONGEST_LINE_BYTES with the newline that ends the last. Positions given to the sink count
   * from the start of `lines`; a line ends before its newline.
   */
  read(lines: Uint8Array, sink: TapeSink): void {
    const { exports } = this;
    const input = this.#input;
    this.bytes.set(lines, input);
    const end = input + lines.length;
    exports.decodeFrom(end + SLACK);
    let at = input;
    while (at < end) {
      at = exports.scan(at, end);
      const count = exports.recordCount.value;
      for (let record = 0; record < count; record++) {
        if (sink.rows !== undefined) {
          record = sink.rows(record, count, input);
          if (record >= count) break;
        }
        const { words } = this;
        const place = this.#records + record * 4;
        const entry = words[place + 2] as number;
        if (entry === BLANK) sink.blank();
        else {
          const start = (words[place] as number) - input;
          const stop = (words[place + 1] as number) - input;
          if (entry === LEFT) sink.left(start, stop);
          else sink.record(new TapeValue(this, this.base + entry * 4), start, stop);
        }
      }
    }
  }
}

/** End of the last line that fits a window from `at`, or of the first; `at` when that is too long for the scanner. */
export function windowEnd(bytes: Uint8Array, at: number): number {
  const last = bytes.lastIndexOf(NEWLINE, Math.min(at + WINDOW_BYTES, bytes.length) - 1);
  if (last >= at) return last + 1;
  const first = bytes.indexOf(NEWLINE, at);
  return first < 0 || first >= at + LONGEST_LINE_BYTES ? at : first + 1;
}
