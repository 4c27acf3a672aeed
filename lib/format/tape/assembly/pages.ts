import { isUtf8 } from "./utf8";

// Reads pages of Parquet: https://github.com/apache/parquet-format/blob/master/Encodings.md

/**
 * Writes `count` texts, before each of which its length stands in four bytes, one behind the other to `target`, and where
 * each ends, counted from there, to `ends`. Returns the bytes of all; -1 when the texts go on behind `end`, or are not
 * UTF-8. Up to 16 bytes are written behind the last.
 */
export function splitTexts(at: usize, end: usize, count: u32, target: usize, ends: usize): i32 {
  let to = target;
  for (let i: u32 = 0; i < count; i++) {
    if (at + 4 > end) return -1;
    const length = load<u32>(at) as usize;
    at += 4;
    if (length > end - at) return -1;
    // Together they may be UTF-8 though one ends in the middle of a character.
    if (length > 0 && (load<u8>(at) & 0xc0) === 0x80) return -1;
    if (length <= 16) v128.store(to, v128.load(at));
    else memory.copy(to, at, length);
    at += length;
    to += length;
    store<u32>(ends, (to - target) as u32);
    ends += 4;
  }
  return isUtf8(target, to) ? ((to - target) as i32) : -1;
}

/**
 * Unpacks what Snappy packed into `bytes` bytes at `target`; false when it is anything else. Up to 16 bytes are written
 * behind them. https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unsnap(at: usize, end: usize, target: usize, bytes: u32): bool {
  let length: u32 = 0;
  for (let shift: u32 = 0; ; shift += 7) {
    if (at >= end || shift > 28) return false;
    const byte = load<u8>(at++) as u32;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  if (length !== bytes) return false;
  let to = target;
  const stop = target + bytes;
  while (at < end) {
    const tag = load<u8>(at++) as u32;
    const kind = tag & 3;
    let count: usize = (tag >> 2) + 1;
    if (kind === 0) {
      if (count > 60) {
        const width = count - 60;
        if (at + width > end) return false;
        count = ((load<u32>(at) & ((0xffffffff as u32) >> ((32 - width * 8) as u32))) as usize) + 1;
        at += width;
      }
      if (count > end - at || count > stop - to) return false;
      if (count <= 16) v128.store(to, v128.load(at));
      else memory.copy(to, at, count);
      at += count;
      to += count;
      continue;
    }
    let distance: usize = 0;
    const width: usize = kind === 1 ? 1 : kind === 2 ? 2 : 4;
    if (at + width > end) return false;
    if (kind === 1) {
      count = ((tag >> 2) & 7) + 4;
      distance = ((tag >> 5) << 8) | (load<u8>(at) as u32);
    } else distance = kind === 2 ? load<u16>(at) : load<u32>(at);
    at += width;
    if (distance === 0 || distance > to - target || count > stop - to) return false;
    const from = to - distance;
    // What is copied may itself be written just now.
    if (distance >= 16) {
      for (let done: usize = 0; done < count; done += 16) v128.store(to + done, v128.load(from + done));
    } else for (let done: usize = 0; done < count; done++) store<u8>(to + done, load<u8>(from + done));
    to += count;
  }
  return to === stop;
}
