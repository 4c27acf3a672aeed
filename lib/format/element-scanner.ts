const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Finds where the elements of a JSON array begin and end, in a stream of bytes and without holding any.
 * Knows brackets and texts, nothing else: whether an element is JSON is for the parser to say.
 */
export class ElementScanner {
  /** Offset after the last complete element; -1 before the first. */
  lastEnd = -1;
  /** The array was closed. */
  isClosed = false;
  /** Offset of the first byte after the closed array that is not white space; -1 when there is none. */
  extraAt = -1;
  /** The elements stand in an array, not one after the other. */
  isBracketed = false;

  private depth = 0;
  private elementStart = -1;
  private isInText = false;
  private isEscaped = false;

  /** `atFileStart`: a first "[" is the array that holds the elements; else the scan begins among the elements. */
  constructor(private mayOpen: boolean) {}

  /** Feeds the next bytes; `origin` is the offset of the first. Offsets handed out are in the same count. */
  scan(bytes: Uint8Array, origin: number, onElement?: (start: number, end: number) => void): void {
    let { depth, isInText } = this;
    const size = bytes.length;
    const complete = (end: number) => {
      this.lastEnd = origin + end;
      onElement?.(this.elementStart, this.lastEnd);
      this.elementStart = -1;
    };
    let at = 0;
    if (this.isEscaped && size > 0) {
      this.isEscaped = false;
      at = 1;
    }
    for (; at < size; at++) {
      const byte = bytes[at];
      if (isInText) {
        if (byte === BACKSLASH) {
          if (++at === size) this.isEscaped = true;
        } else if (byte === QUOTE) {
          isInText = false;
          if (depth === 0) complete(at + 1);
        }
        continue;
      }
      if (depth === 0) {
        if (byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB) {
          if (this.elementStart >= 0) complete(at);
          continue;
        }
        // A byte order mark, which may arrive one byte at a time.
        if (this.mayOpen && origin + at < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf)) continue;
        if (this.isClosed) {
          if (this.extraAt < 0) this.extraAt = origin + at;
          continue;
        }
        if (byte === COMMA || byte === CLOSE_LIST) {
          if (this.elementStart >= 0) complete(at);
          if (byte === CLOSE_LIST) this.isClosed = true;
          continue;
        }
        if (byte === OPEN_LIST && this.mayOpen) {
          this.mayOpen = false;
          this.isBracketed = true;
          continue;
        }
        this.mayOpen = false;
        // A word or number that touches the next value: {"a":1}{"a":2} ends by itself, 1"a" does not.
        if (this.elementStart < 0) this.elementStart = origin + at;
      }
      if (byte === QUOTE) isInText = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && depth > 0 && --depth === 0) complete(at + 1);
    }
    this.depth = depth;
    this.isInText = isInText;
  }

  /** Where an element began that the bytes so far do not complete; -1 when there is none. */
  get openStart(): number {
    return this.elementStart;
  }
}
