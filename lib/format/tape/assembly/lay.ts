import { LIST, NULL, OBJECT, TEXT, WIDE_TEXT } from "./layout";
import { measure } from "./measure";

// Writes columns of Arrow onto the tape: entries of one column stand `stride` bytes apart, since the fields of an object
// stand side by side.

/** What ends a text in a line of JSON; who reads a text may look at the byte behind it. */
const QUOTE: u8 = 34;

/** Whether value `i` is there. `validity` is 0 when all are. */
function isValid(validity: usize, bit: u32): bool {
  return validity === 0 || (load<u8>(validity + (bit >> 3)) & (1 << (bit & 7))) !== 0;
}

function layNull(target: usize): void {
  store<u32>(target, NULL, 0);
  store<u32>(target, 0, 4);
  store<u32>(target, 0, 8);
  store<u32>(target, 0, 12);
}

/**
 * Lays `count` texts, of which text i is the bytes from `offsets[i]` to `offsets[i + 1]`, counted from `data`. They are
 * copied to `out`, a quote behind each. Returns the address behind the last. Bit `bit + i` of `validity` tells which
 * texts are there.
 */
export function layTexts(
  data: usize,
  offsets: usize,
  count: u32,
  validity: usize,
  bit: u32,
  target: usize,
  stride: usize,
  out: usize,
): usize {
  let start = data + load<u32>(offsets);
  for (let i: u32 = 0; i < count; i++) {
    offsets += 4;
    const end = data + load<u32>(offsets);
    if (isValid(validity, bit + i)) {
      const bytes = (end - start) as u32;
      const codePoints = measure(start, end) & 0x7fffffff;
      memory.copy(out, start, bytes);
      store<u32>(target, codePoints === bytes ? TEXT : WIDE_TEXT, 0);
      store<u32>(target, out as u32, 4);
      store<u32>(target, bytes, 8);
      store<u32>(target, codePoints, 12);
      out += bytes;
      store<u8>(out, QUOTE);
      out++;
    } else layNull(target);
    start = end;
    target += stride;
  }
  return out;
}

/** Lays `count` lists. `first`: number of the entry of the first item of the first list. */
export function layLists(
  offsets: usize,
  count: u32,
  validity: usize,
  bit: u32,
  target: usize,
  stride: usize,
  first: u32,
): void {
  const from = load<u32>(offsets);
  let start = from;
  for (let i: u32 = 0; i < count; i++) {
    offsets += 4;
    const end = load<u32>(offsets);
    if (isValid(validity, bit + i)) {
      store<u32>(target, LIST, 0);
      store<u32>(target, first + start - from, 4);
      store<u32>(target, end - start, 8);
      store<u32>(target, 0, 12);
    } else layNull(target);
    start = end;
    target += stride;
  }
}

/** Lays `count` objects of `fields` fields each; `first`: number of the entry of the first field of the first object. */
export function layObjects(
  count: u32,
  validity: usize,
  bit: u32,
  target: usize,
  stride: usize,
  first: u32,
  fields: u32,
  shape: u32,
): void {
  for (let i: u32 = 0; i < count; i++) {
    if (isValid(validity, bit + i)) {
      store<u32>(target, OBJECT, 0);
      store<u32>(target, first + i * fields, 4);
      store<u32>(target, fields, 8);
      store<u32>(target, shape, 12);
    } else layNull(target);
    target += stride;
  }
}
