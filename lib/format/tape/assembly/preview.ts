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
  for (let chars = 0; chars < PREVIEW_CHARS && to < end; chars++) {
    const byte = load<u8>(to);
    if (byte === 10 || byte === 13 || byte === 9) hasBreak = true;
    to += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
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
