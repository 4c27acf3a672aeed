import { closeText, fillTo, reserve } from "./columns";
import { skipSpaces, trimmedEnd } from "./spaces";

/** Characters of a preview, as the conversations' own `preview.ts` has it. */
const PREVIEW_CHARS: i32 = 160;

/** Adds the first characters of a text on one line; nothing, which is null, when it holds white space alone. */
export function addPreview(column: usize, row: u32, at: usize, end: usize): void {
  let from = skipSpaces(at, end);
  if (from === end) return;
  let to = from;
  let hasBreak = false;
  let chars = 0;
  while (chars < PREVIEW_CHARS && to < end) {
    if (chars + 16 <= PREVIEW_CHARS && to + 16 <= end) {
      const bytes = v128.load(to);
      if (i8x16.bitmask(bytes) === 0) {
        if (!hasBreak && breaksIn(bytes) !== 0) hasBreak = holdsLineEndOrTab(bytes);
        to += 16;
        chars += 16;
        continue;
      }
    }
    const byte = load<u8>(to);
    if (byte === 10 || byte === 13 || byte === 9) hasBreak = true;
    to += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    chars++;
  }
  fillTo(column, row);
  const start = reserve(column, to - from);
  if (!hasBreak) {
    memory.copy(start, from, to - from);
    closeText(column, to - from);
    return;
  }
  let out = start;
  while (from < to) {
    if (from + 16 <= to) {
      const bytes = v128.load(from);
      // The bytes behind a break are written over by what follows.
      v128.store(out, bytes);
      const breaks = breaksIn(bytes);
      const count: usize = breaks === 0 ? 16 : ctz(breaks);
      from += count;
      out += count;
      if (breaks === 0) continue;
    }
    const byte = load<u8>(from);
    if (byte >= 9 && byte <= 13) {
      // A line end or tab and the white space after it become one space.
      store<u8>(out, 32);
      from = skipSpaces(from, to);
    } else {
      store<u8>(out, byte);
      from++;
    }
    out++;
  }
  closeText(column, trimmedEnd(start, out) - start);
}

function holdsLineEndOrTab(bytes: v128): bool {
  const lineEnds = v128.or(i8x16.eq(bytes, i8x16.splat(10)), i8x16.eq(bytes, i8x16.splat(13)));
  return v128.any_true(v128.or(lineEnds, i8x16.eq(bytes, i8x16.splat(9))));
}

/** Which of the bytes are line ends, tabs, vertical tabs or form feeds, a bit for each. */
function breaksIn(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(9)), i8x16.splat(5)));
}
