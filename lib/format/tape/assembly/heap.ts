// Memory for what one chunk leaves behind: taken piece by piece, given back all at once.

const PAGE: usize = 65536;
/** Vector loads and stores go up to 16 bytes past what they are about. */
const SLACK: usize = 64;
/** Pages taken from the host at a time. */
const STEP: i32 = 64;

let start: usize = 0;
let top: usize = 0;

export function setHeap(at: usize): void {
  start = at;
  top = at;
}

export function freeAll(): void {
  top = start;
}

/** Room for `bytes`, 16-aligned, with whatever lay there before. Traps when the host has no memory left. */
export function allocate(bytes: usize): usize {
  const at = top;
  top = (at + bytes + 15) & ~15;
  const size = (memory.size() as usize) * PAGE;
  if (top + SLACK > size) {
    const pages = ((top + SLACK - size + PAGE - 1) / PAGE) as i32;
    if (memory.grow(max(pages, STEP)) < 0) unreachable();
  }
  return at;
}

/** Room for at least `wanted` bytes that begins with the `used` bytes at `at`; the new bytes are 0. */
export function enlarge(at: usize, used: usize, capacity: usize, wanted: usize): usize {
  const grown = allocate(max(wanted, 2 * capacity));
  memory.copy(grown, at, used);
  memory.fill(grown + used, 0, max(wanted, 2 * capacity) - used);
  return grown;
}
