/** Bytes of the white space that starts at `at`, as JavaScript's `\s` has it; 0 when a character stands there. */
export function spaceAt(at: usize): usize {
  const byte = load<u8>(at);
  if (byte === 32 || (byte >= 9 && byte <= 13)) return 1;
  if (byte < 0xc2) return 0;
  if (byte === 0xc2) return load<u8>(at, 1) === 0xa0 ? 2 : 0;
  if (byte < 0xe1 || byte > 0xef) return 0;
  const rest = ((load<u8>(at, 1) as u32) << 8) | load<u8>(at, 2);
  switch (byte) {
    case 0xe1:
      return rest === 0x9a80 ? 3 : 0;
    case 0xe2:
      return (rest >= 0x8080 && rest <= 0x808a) ||
        rest === 0x80a8 ||
        rest === 0x80a9 ||
        rest === 0x80af ||
        rest === 0x819f
        ? 3
        : 0;
    case 0xe3:
      return rest === 0x8080 ? 3 : 0;
    case 0xef:
      return rest === 0xbbbf ? 3 : 0;
    default:
      return 0;
  }
}

/** First address from `at` where no white space stands; `end` when there is none. */
export function skipSpaces(at: usize, end: usize): usize {
  while (at < end) {
    const space = spaceAt(at);
    if (space === 0) return at;
    at += space;
  }
  return end;
}

/** Address after the last character of [at, end) that is no white space. */
export function trimmedEnd(at: usize, end: usize): usize {
  while (end > at) {
    let last = end - 1;
    while (last > at && (load<u8>(last) & 0xc0) === 0x80) last--;
    if (spaceAt(last) === 0) return end;
    end = last;
  }
  return at;
}
