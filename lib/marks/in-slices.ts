/** Longest stretch of work between two breaths of the page. */
const SLICE_MS = 12;

/** Does `each` for every item, in order, and lets the page breathe in between: files of marks may be long. */
export async function inSlices<Item>(items: Iterable<Item>, each: (item: Item) => void): Promise<void> {
  let sliceStart = performance.now();
  for (const item of items) {
    each(item);
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    sliceStart = performance.now();
  }
}
