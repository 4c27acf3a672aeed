import { joinBytes, openSource, StretchReader } from "@/lib/source";
import type { ByteSource } from "@/lib/source/model";
import { bomLength, decodeStrict } from "./decode-utf8";
import { mayHoldExactNumbersIn } from "./exact-number";
import { LIMITS } from "./limits";
import type { TextChunk } from "./model";
import type { RecordEmitter } from "./record-emitter";
import type { RecordFilter } from "./record-filter";
import { type Tape, windowEnd } from "./tape";

const NEWLINE = 10;
/**
 * Short lines are decoded together in blocks, since a decoder call costs as much as a short line. Long ones are decoded alone:
 * one character beyond Latin-1 makes the whole text twice as wide, and JSON.parse slower on all its lines.
 */
const BLOCK_BYTES = 16 * 1024;
const LONG_LINE_BYTES = 1024;
/** With a filter few lines are parsed, and long ones are looked through together as well. */
const FILTERED_BLOCK_BYTES = 32 * 1024;
const READ_ON_BYTES = 256 * 1024;

/** Begins to read the bytes of a chunk of lines. `roomBytes`: how much is read at once. Rejects like `ByteSource.read`. */
export function openLines(chunk: TextChunk, roomBytes?: number): Promise<StretchReader> {
  // The byte before tells whether a line starts at `start`.
  return StretchReader.open(openSource(chunk.source), Math.max(0, chunk.start - 1), chunk.end, roomBytes);
}

/** Reads every line that starts in [start, end) of the chunk, with the scanner where one is given, and closes the reader. */
export async function parseLines(
  reader: StretchReader,
  source: ByteSource,
  chunk: TextChunk,
  emit: RecordEmitter,
  tape: Tape | null,
): Promise<void> {
  try {
    await parseStretch(reader, source, chunk, emit, tape);
  } finally {
    reader.close();
  }
}

async function parseStretch(
  reader: StretchReader,
  source: ByteSource,
  { start, end, baseOffset }: TextChunk,
  emit: RecordEmitter,
  tape: Tape | null,
): Promise<void> {
  let at = 0;
  let isInLine = start > 0;
  while (await reader.more(at)) {
    const { bytes } = reader;
    at = 0;
    if (isInLine) {
      at = bytes.indexOf(NEWLINE) + 1;
      isInLine = at === 0;
      if (isInLine) at = bytes.length;
    } else if (reader.start === 0 && baseOffset === 0) {
      at = bomLength(bytes.length < 3 ? await source.read(0, 3) : bytes);
      // The first line starts at byte 0, whatever the mark: a chunk that ends within the mark still owns it.
      if (at >= end) {
        if (at < source.sizeBytes) await parseLastLine(source, bytes.subarray(at), at, at, emit);
        return;
      }
    }
    const origin = reader.start + baseOffset;
    if (tape !== null) at = scanWholeLines(bytes, at, origin, emit, tape);
    else if (emit.filter?.passOverLines)
      at = filterWholeLines(bytes, at, origin, emit, emit.filter.passOverLines);
    else at = parseWholeLines(bytes, at, bytes.length, origin, emit);
  }
  if (!isInLine && reader.bytes.length > 0)
    await parseLastLine(source, reader.bytes, reader.start, reader.start + baseOffset, emit);
}

/** Scans the lines from `at` that end in `bytes`; returns where the line starts that does not. */
function scanWholeLines(
  bytes: Uint8Array,
  at: number,
  origin: number,
  emit: RecordEmitter,
  tape: Tape,
): number {
  for (;;) {
    const end = windowEnd(bytes, at);
    if (end === at) {
      // Longer than a window: there are few such lines, and JSON.parse reads long ones well.
      const lineEnd = bytes.indexOf(NEWLINE, at) + 1;
      if (lineEnd === 0) return at;
      parseBlock(bytes, at, lineEnd, origin, emit);
      at = lineEnd;
      continue;
    }
    const start = at;
    tape.read(bytes.subarray(at, end), {
      rows: (from, to, window) => emit.rows(from, to, origin + start - window),
      record: (value, from, to) => {
        const lineStart = start + from;
        emit.scanned(value, origin + lineStart, textEnd(bytes, lineStart, start + to) - lineStart);
      },
      left: (from, to) => {
        const lineStart = start + from;
        emit.bytes(
          bytes.subarray(lineStart, textEnd(bytes, lineStart, start + to)),
          emit.totals.lines++,
          origin + lineStart,
        );
      },
      blank: () => {
        emit.totals.lines++;
        emit.totals.blanks++;
      },
    });
    at = end;
  }
}

/** End of a line's text: before the carriage return that may end it. */
function textEnd(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === 13 ? end - 1 : end;
}

/** Parses those lines from `at` that may be worth it and end in `bytes`; returns where the line starts that does not. */
function filterWholeLines(
  bytes: Uint8Array,
  at: number,
  origin: number,
  emit: RecordEmitter,
  passOverLines: NonNullable<RecordFilter["passOverLines"]>,
): number {
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  while (at < end) {
    const passed = passOverLines(bytes, at, end);
    emit.totals.lines += passed.lines;
    emit.totals.blanks += passed.blanks;
    emit.filter?.passOver(passed.lines - passed.blanks);
    at = parseWholeLines(bytes, passed.at, passed.until, origin, emit);
  }
  return at;
}

/** Parses the lines from `at` that end before `to`; returns where the line starts that does not. */
function parseWholeLines(
  bytes: Uint8Array,
  at: number,
  to: number,
  origin: number,
  emit: RecordEmitter,
): number {
  for (;;) {
    const firstEnd = bytes.indexOf(NEWLINE, at) + 1;
    if (firstEnd === 0 || firstEnd > to) return at;
    // The block ends with a newline at or after the first line's.
    const [longLine, block] =
      emit.filter === null ? [LONG_LINE_BYTES, BLOCK_BYTES] : [FILTERED_BLOCK_BYTES, FILTERED_BLOCK_BYTES];
    const blockEnd =
      firstEnd - at > longLine ? firstEnd : bytes.lastIndexOf(NEWLINE, Math.min(at + block, to - 1)) + 1;
    parseBlock(bytes, at, blockEnd, origin, emit);
    at = blockEnd;
  }
}

/** Parses the lines of [start, end), which ends with a newline. */
function parseBlock(
  bytes: Uint8Array,
  start: number,
  end: number,
  origin: number,
  emit: RecordEmitter,
): void {
  const text = decodeStrict(bytes.subarray(start, end));
  const isAscii = text !== null && text.length === end - start;
  const filter = text === null ? null : emit.filter;
  let mayNeedDigits: boolean | null = null;
  const nextCandidate = filter?.lookThrough(text ?? "");
  let candidate = nextCandidate?.(0) ?? 0;
  let lineStart = start;
  let textStart = 0;
  while (lineStart < end) {
    // A newline byte is a newline character and the other way round, so both can be walked in step.
    const textEnd = text === null ? -1 : text.indexOf("\n", textStart);
    const lineEnd = isAscii ? start + textEnd : bytes.indexOf(NEWLINE, lineStart);
    const trimmed = bytes[lineEnd - 1] === 13 && lineEnd > lineStart ? 1 : 0;
    const line = emit.totals.lines++;
    if (isBlank(bytes, lineStart, lineEnd)) emit.totals.blanks++;
    else if (text === null)
      emit.bytes(bytes.subarray(lineStart, lineEnd - trimmed), line, origin + lineStart);
    else if (filter !== null && (candidate < 0 || candidate > textEnd)) filter.passOver(1);
    else {
      // Not asked of blocks that hold no candidate.
      mayNeedDigits ??= mayHoldExactNumbersIn(bytes, start, end, text);
      emit.candidate(
        text.slice(textStart, textEnd - trimmed),
        line,
        origin + lineStart,
        lineEnd - trimmed - lineStart,
        mayNeedDigits,
      );
      candidate = nextCandidate?.(textEnd) ?? 0;
    }
    lineStart = lineEnd + 1;
    textStart = textEnd + 1;
  }
}

/** The last line that starts in the chunk; it may run far beyond the chunk, or end with the file. */
async function parseLastLine(
  source: ByteSource,
  head: Uint8Array<ArrayBuffer>,
  position: number,
  offset: number,
  emit: RecordEmitter,
): Promise<void> {
  const pieces = [head];
  let length = head.length;
  let step = READ_ON_BYTES;
  for (
    let next = position + head.length;
    next < source.sizeBytes;
    next += step, step = Math.min(2 * step, 16 << 20)
  ) {
    const more = await source.read(next, next + step);
    const newline = more.indexOf(NEWLINE);
    const piece = newline < 0 ? more : more.subarray(0, newline);
    length += piece.length;
    // Only the length of a line beyond reason is wanted.
    if (length <= LIMITS.recordBytes) pieces.push(piece);
    if (newline >= 0) break;
  }
  const line = emit.totals.lines++;
  if (length > LIMITS.recordBytes) {
    emit.tooLong(head, length, line, offset);
    return;
  }
  const bytes = joinBytes(pieces);
  const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
  if (isBlank(bytes, 0, end)) emit.totals.blanks++;
  else emit.bytes(bytes.subarray(0, end), line, offset);
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte !== 32 && byte !== 13 && byte !== 9) return false;
  }
  return true;
}
