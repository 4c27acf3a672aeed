import { allocate, enlarge } from "./heap";

// Cells of one column, as Arrow keeps them. The host reads the words of a column by the same numbers:
//  0 kind   4 rows   8 nulls   12 bits   16 capacity of the bits   20 data   24 bytes of data   28 capacity of the data
// 32 offsets   36 capacity of the offsets   40 what it takes   44 UTF-16 units a text is cut to, 0 for none
// 48 column of a list's items   52 rows that hold text   56 code points of all texts   60 not used

export const TEXTS: u32 = 1;
export const DOUBLES: u32 = 2;
export const INTEGERS: u32 = 3;
export const HASHES: u32 = 4;
export const BOOLEANS: u32 = 5;
export const LISTS: u32 = 6;

/** Bits of what a column takes without asking the host. */
export const TAKES_TEXT: u32 = 1;
export const TAKES_INTEGER: u32 = 2;
export const TAKES_NUMBER: u32 = 4;
export const TAKES_BOOLEAN: u32 = 8;
export const TAKES_TEXT_LIST: u32 = 16;
/** JSON text is held, and an empty list is `[]`. */
export const TAKES_EMPTY_LIST: u32 = 32;

const COLUMN: usize = 64;
const FIRST_ROWS: usize = 256;
const FIRST_BYTES: usize = 4096;

export function newColumn(kind: u32): usize {
  const column = allocate(COLUMN);
  memory.fill(column, 0, COLUMN);
  store<u32>(column, kind);
  setRoom(column, 12, FIRST_ROWS >> 3);
  const bytes: usize =
    kind === LISTS ? 0 : kind === BOOLEANS ? FIRST_ROWS >> 3 : kind === TEXTS ? FIRST_BYTES : FIRST_ROWS * 8;
  if (bytes > 0) {
    store<u32>(column, newRoom(bytes) as u32, 20);
    store<u32>(column, bytes as u32, 28);
  }
  if (kind === LISTS || kind === TEXTS) setRoom(column, 32, (FIRST_ROWS + 1) * 4);
  if (kind === LISTS) store<u32>(column, newColumn(TEXTS) as u32, 48);
  return column;
}

function newRoom(bytes: usize): usize {
  const room = allocate(bytes);
  memory.fill(room, 0, bytes);
  return room;
}

function setRoom(column: usize, word: usize, bytes: usize): void {
  store<u32>(column + word, newRoom(bytes) as u32);
  store<u32>(column + word, bytes as u32, 4);
}

export function rowsOf(column: usize): u32 {
  return load<u32>(column, 4);
}

/** Address of `bytes` more bytes at the end of the data; they count once `closeText` is told of them. */
export function reserve(column: usize, bytes: usize): usize {
  const used = load<u32>(column, 24) as usize;
  const capacity = load<u32>(column, 28) as usize;
  const wanted = used + bytes + 16;
  if (wanted > capacity) {
    store<u32>(column, enlarge(load<u32>(column, 20), used, capacity, wanted) as u32, 20);
    store<u32>(column, max(wanted, 2 * capacity) as u32, 28);
  }
  return (load<u32>(column, 20) as usize) + used;
}

/** Rows up to `row` that have no cell yet are null. */
export function fillTo(column: usize, row: u32): void {
  const kind = load<u32>(column);
  while (rowsOf(column) < row) {
    if (kind === DOUBLES || kind === INTEGERS || kind === HASHES) pushWord(column, 0);
    close(column, false);
  }
}

/** Ends a text of `bytes` bytes that were written where `reserve` said. */
export function closeText(column: usize, bytes: usize): void {
  store<u32>(column, load<u32>(column, 24) + (bytes as u32), 24);
  close(column, true);
}

/** Ends a list, whose items are those added to its column since the last one; rows before it are filled. */
export function closeList(column: usize): void {
  close(column, true);
}

export function addText(column: usize, row: u32, at: usize, bytes: usize): void {
  fillTo(column, row);
  const to = reserve(column, bytes);
  if (bytes <= 16) v128.store(to, v128.load(at));
  else memory.copy(to, at, bytes);
  closeText(column, bytes);
}

/** Adds a number; to a column of integers one that is whole. */
export function addNumber(column: usize, row: u32, value: f64): void {
  fillTo(column, row);
  pushWord(column, load<u32>(column) === INTEGERS ? (value as i64 as u64) : reinterpret<u64>(value));
  close(column, true);
}

export function addInteger(column: usize, row: u32, value: i64): void {
  fillTo(column, row);
  pushWord(column, value as u64);
  close(column, true);
}

export function addHash(column: usize, row: u32, high: u32, low: u32): void {
  fillTo(column, row);
  pushWord(column, ((high as u64) << 32) | (low as u64));
  close(column, true);
}

export function addBoolean(column: usize, row: u32, value: bool): void {
  fillTo(column, row);
  const at = row >> 3;
  if (at >= load<u32>(column, 28)) {
    store<u32>(column, at, 24);
    reserve(column, 1);
  }
  if (value) {
    const byte = (load<u32>(column, 20) as usize) + at;
    store<u8>(byte, load<u8>(byte) | ((1 as u8) << ((row & 7) as u8)));
  }
  close(column, true);
}

function pushWord(column: usize, word: u64): void {
  const to = reserve(column, 8);
  store<u64>(to, word);
  store<u32>(column, load<u32>(column, 24) + 8, 24);
}

function close(column: usize, isValid: bool): void {
  const row = load<u32>(column, 4) as usize;
  const byte = row >> 3;
  const capacity = load<u32>(column, 16) as usize;
  if (byte >= capacity) {
    store<u32>(column, enlarge(load<u32>(column, 12), capacity, capacity, byte + 1) as u32, 12);
    store<u32>(column, max(byte + 1, 2 * capacity) as u32, 16);
  }
  if (isValid) {
    const at = (load<u32>(column, 12) as usize) + byte;
    store<u8>(at, load<u8>(at) | ((1 as u8) << ((row & 7) as u8)));
  } else store<u32>(column, load<u32>(column, 8) + 1, 8);
  store<u32>(column, (row + 1) as u32, 4);
  const kind = load<u32>(column);
  if (kind !== TEXTS && kind !== LISTS) return;
  const end = kind === TEXTS ? load<u32>(column, 24) : rowsOf(load<u32>(column, 48));
  const offsets = (row + 2) * 4;
  const room = load<u32>(column, 36) as usize;
  if (offsets > room) {
    store<u32>(column, enlarge(load<u32>(column, 32), room, room, offsets) as u32, 32);
    store<u32>(column, max(offsets, 2 * room) as u32, 36);
  }
  store<u32>((load<u32>(column, 32) as usize) + (row + 1) * 4, end);
}

/** Cuts every text to `units` UTF-16 code units, never between the halves of a pair. */
export function cutTexts(column: usize, units: u32): void {
  const data = load<u32>(column, 20) as usize;
  const offsets = load<u32>(column, 32) as usize;
  const rows = rowsOf(column);
  let to: usize = 0;
  let from: usize = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const place = offsets + ((row + 1) as usize) * 4;
    const end = load<u32>(place) as usize;
    const kept = cutLength(data + from, end - from, units);
    // Texts only move towards the start.
    memory.copy(data + to, data + from, kept);
    to += kept;
    from = end;
    store<u32>(place, to as u32);
  }
  store<u32>(column, to as u32, 24);
}

/** Bytes of a text's first `units` UTF-16 code units. */
export function cutLength(at: usize, bytes: usize, units: u32): usize {
  if (bytes <= units) return bytes;
  let left = units as i32;
  let to: usize = 0;
  while (to < bytes) {
    const byte = load<u8>(at + to);
    const wide: usize = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    left -= wide === 4 ? 2 : 1;
    if (left < 0) return to;
    to += wide;
  }
  return bytes;
}

/** Turns doubles that are all whole numbers into 64-bit integers. */
export function toIntegers(column: usize): void {
  const data = load<u32>(column, 20) as usize;
  const end = data + (load<u32>(column, 24) as usize);
  for (let at = data; at < end; at += 8) store<i64>(at, load<f64>(at) as i64);
  store<u32>(column, INTEGERS);
}

/** Address of the rows that `distinctRows` found. */
export let distinctAt: usize = 0;

/**
 * Finds the first row of each different text. Returns their number, or -1 once they are more than `most`, or more than
 * `gathered` and half of the texts so far.
 */
export function distinctRows(column: usize, most: u32, gathered: u32): i32 {
  const rows = rowsOf(column);
  let slots: u32 = 64;
  while (slots < rows * 2 && slots < most * 4) slots *= 2;
  const table = allocate((slots as usize) * 4);
  memory.fill(table, 0xff, (slots as usize) * 4);
  distinctAt = allocate((min(rows, most + 1) as usize) * 4);
  const bits = load<u32>(column, 12) as usize;
  const data = load<u32>(column, 20) as usize;
  const offsets = load<u32>(column, 32) as usize;
  let count: u32 = 0;
  let texts: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    if (((load<u8>(bits + (row >> 3)) >> ((row & 7) as u8)) & 1) === 0) continue;
    texts++;
    const at = load<u32>(offsets + (row as usize) * 4);
    const length = load<u32>(offsets + (row as usize) * 4, 4) - at;
    let slot = hashOf(data + at, length) & (slots - 1);
    while (true) {
      const known = load<u32>(table + (slot as usize) * 4);
      if (known === u32.MAX_VALUE) {
        store<u32>(table + (slot as usize) * 4, row);
        store<u32>(distinctAt + (count as usize) * 4, row);
        count++;
        break;
      }
      const other = load<u32>(offsets + (known as usize) * 4);
      if (
        load<u32>(offsets + (known as usize) * 4, 4) - other === length &&
        sameBytes(data + at, data + other, length)
      )
        break;
      slot = (slot + 1) & (slots - 1);
    }
    if (count > most || (count > gathered && count * 2 > texts)) return -1;
  }
  return count as i32;
}

function hashOf(at: usize, length: u32): u32 {
  let hash: u32 = length * 0x9e3779b1;
  let i: u32 = 0;
  for (; i + 4 <= length; i += 4) hash = rotl<u32>((hash ^ load<u32>(at + i)) * 0x85ebca6b, 13);
  for (; i < length; i++) hash = (hash ^ load<u8>(at + i)) * 0x01000193;
  hash = (hash ^ (hash >>> 16)) * 0xc2b2ae35;
  return hash ^ (hash >>> 15);
}

/** Whether two stretches hold the same bytes; up to 15 bytes beyond them are loaded. */
export function sameBytes(left: usize, right: usize, length: u32): bool {
  let i: u32 = 0;
  for (; i + 16 <= length; i += 16) {
    if (v128.any_true(v128.xor(v128.load(left + i), v128.load(right + i)))) return false;
  }
  const rest = length - i;
  if (rest === 0) return true;
  const equal = i8x16.bitmask(i8x16.eq(v128.load(left + i), v128.load(right + i)));
  const wanted = (1 << rest) - 1;
  return (equal & wanted) === wanted;
}
