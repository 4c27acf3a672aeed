/** Whether bytes [at, end) are well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. */
export function isUtf8(at: usize, end: usize): bool {
  while (at < end) {
    if (at + 16 <= end && i8x16.bitmask(v128.load(at)) === 0) {
      at += 16;
      continue;
    }
    const first = load<u8>(at) as u32;
    if (first < 0x80) {
      at++;
      continue;
    }
    if (first < 0xc2 || first > 0xf4) return false;
    const length: usize = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at + length > end) return false;
    const second = load<u8>(at, 1) as u32;
    if ((second & 0xc0) !== 0x80) return false;
    if (length >= 3) {
      if ((load<u8>(at, 2) & 0xc0) !== 0x80) return false;
      if (first === 0xe0 && second < 0xa0) return false;
      if (first === 0xed && second > 0x9f) return false;
    }
    if (length === 4) {
      if ((load<u8>(at, 3) & 0xc0) !== 0x80) return false;
      if (first === 0xf0 && second < 0x90) return false;
      if (first === 0xf4 && second > 0x8f) return false;
    }
    at += length;
  }
  return true;
}

/** Whether bytes [at, end) hold U+FFFD. */
export function holdsReplacement(at: usize, end: usize): bool {
  for (; at + 2 < end; at++) {
    if (load<u8>(at) === 0xef && load<u16>(at, 1) === 0xbdbf) return true;
  }
  return false;
}
