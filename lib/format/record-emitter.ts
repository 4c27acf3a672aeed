import { decodeLenient, decodeStrict } from "./decode-utf8";
import { faultOf } from "./json-error";
import { JsonSyntaxError } from "./json-syntax-error";
import { LIMITS } from "./limits";
import { MARK_NOT_UTF8, NO_MARKS } from "./marks";
import { megabytes } from "./megabytes";
import type { ChunkTotals, ParsedRecord, RecordProblem } from "./model";
import { parseRecordText, type RecordText } from "./parse-record-text";
import type { RecordFilter } from "./record-filter";
import type { Value } from "./value";

export interface RecordSink {
  record(record: ParsedRecord): void;
  problem(problem: RecordProblem): void;
  /**
   * Takes scanned records of following lines as they lie on the tape, from `from` on, and returns the first that it
   * leaves. `line` is that of the first; `base` makes an offset in the file of an address in the scanner's memory.
   */
  rows?(from: number, to: number, line: number, base: number): number;
}

const EXCERPT_CHARACTERS = 400;

/** Turns the text of one record after the other into records and problems, and counts them. */
export class RecordEmitter {
  readonly totals: ChunkTotals = { lines: 0, records: 0, problems: 0, blanks: 0 };

  constructor(
    private readonly file: number,
    private readonly sink: RecordSink,
    readonly filter: RecordFilter | null = null,
  ) {}

  /** Text known to be what the bytes say. `offset` and `length` are in bytes of the unpacked file. */
  text(text: string, line: number, offset: number, length: number, mayNeedDigits = true): void {
    if (this.isPassedOver(text)) return;
    this.candidate(text, line, offset, length, mayNeedDigits);
  }

  /** Like `text`, where the filter has been asked. */
  candidate(text: string, line: number, offset: number, length: number, mayNeedDigits = true): void {
    let parsed: RecordText;
    try {
      parsed = parseRecordText(text, mayNeedDigits);
    } catch (error) {
      this.fail(error, text, line, offset);
      return;
    }
    this.totals.records++;
    this.sink.record({ value: parsed.value, line, offset, length, marks: parsed.marks });
  }

  /** Records on a tape: whoever takes them counts as having been handed each. */
  rows(from: number, to: number, base: number): number {
    const next = this.sink.rows?.(from, to, this.totals.lines, base) ?? from;
    this.totals.lines += next - from;
    this.totals.records += next - from;
    return next;
  }

  /** A value on a tape, of the next line: it holds until the sink returns. */
  scanned(value: Value, offset: number, length: number): void {
    this.totals.records++;
    this.sink.record({ value, line: this.totals.lines++, offset, length, marks: NO_MARKS });
  }

  /** Bytes that may not be UTF-8. */
  bytes(bytes: Uint8Array, line: number, offset: number): void {
    const text = decodeStrict(bytes);
    if (text !== null) {
      this.text(text, line, offset, bytes.length);
      return;
    }
    const replaced = decodeLenient(bytes);
    if (this.isPassedOver(replaced)) return;
    let parsed: RecordText;
    try {
      parsed = parseRecordText(replaced);
    } catch (error) {
      this.fail(error, replaced, line, offset);
      return;
    }
    this.totals.records++;
    const marks = [MARK_NOT_UTF8, ...parsed.marks];
    this.sink.record({ value: parsed.value, line, offset, length: bytes.length, marks });
  }

  /** A record too long to be held in memory. */
  tooLong(start: Uint8Array, sizeBytes: number, line: number, offset: number): void {
    const reason = `this record is ${megabytes(sizeBytes)} long, and at most ${megabytes(LIMITS.recordBytes)} can be read as one`;
    this.problem({
      column: null,
      reason,
      text: decodeLenient(start.subarray(0, 4 * EXCERPT_CHARACTERS)),
      line,
      offset,
    });
  }

  private isPassedOver(text: string): boolean {
    if (this.filter === null || this.filter.lookThrough(text)(0) >= 0) return false;
    this.filter.passOver(1);
    return true;
  }

  private fail(error: unknown, text: string, line: number, offset: number): void {
    if (!(error instanceof JsonSyntaxError)) throw error;
    this.problem({ ...faultOf(text, error), text, line, offset });
  }

  private problem(fault: {
    column: number | null;
    reason: string;
    text: string;
    line: number;
    offset: number;
  }): void {
    this.totals.problems++;
    this.sink.problem({
      file: this.file,
      line: fault.line,
      column: fault.column,
      offset: fault.offset,
      reason: fault.reason,
      excerpt: fault.text.length > EXCERPT_CHARACTERS ? fault.text.slice(0, EXCERPT_CHARACTERS) : fault.text,
    });
  }
}
