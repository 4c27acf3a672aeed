import { holdsReplacement } from "./utf8";

/** Beside the code points of a text: it holds U+FFFD. */
const BROKEN: u32 = 0x80000000;

/**
 * Measures `count` texts of well-formed UTF-8: text i is the bytes from `offsets[i]` to `offsets[i + 1]`, counted from
 * `data`. Writes a word for each to `target`: code points, and BROKEN. Sixteen bytes beyond the last text must be there.
 */
export function measureTexts(data: usize, offsets: usize, count: u32, target: usize): void {
  let start = data + load<u32>(offsets);
  for (let i: u32 = 0; i < count; i++) {
    offsets += 4;
    const end = data + load<u32>(offsets);
    store<u32>(target, measure(start, end));
    target += 4;
    start = end;
  }
}

/** Code points of a text, and BROKEN. */
export function measure(start: usize, end: usize): u32 {
  let tails: u32 = 0;
  let mayBeBroken = false;
  let at = start;
  for (; at < end; at += 16) {
    const bytes = v128.load(at);
    let inside: i32 = 0xffff;
    if (at + 16 > end) inside = (1 << ((end - at) as i32)) - 1;
    if ((i8x16.bitmask(bytes) & inside) === 0) continue;
    tails += popcnt(i8x16.bitmask(i8x16.lt_s(bytes, i8x16.splat(-64))) & inside);
    if ((i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0xef as i8))) & inside) !== 0) mayBeBroken = true;
  }
  const codePoints = ((end - start) as u32) - tails;
  return mayBeBroken && holdsReplacement(start, end) ? codePoints | BROKEN : codePoints;
}
