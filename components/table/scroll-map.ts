/** Browsers clamp element heights between 17 and 33 million pixels; stay well below. */
export const MAX_ELEMENT_PX = 8_000_000;
/** Near both ends one pixel of the scrollbar is one pixel of content, so the first and last rows are reached exactly. */
const EDGE_PX = 100_000;

/** Geometry of a list whose content may be taller than any element can be. */
export interface ScrollPlan {
  viewportPx: number;
  /** Height of the element that makes the scrollbar. */
  elementPx: number;
  /** Height the content would have. */
  contentPx: number;
}

/** What is shown: `offsetPx` into the content, for an element scrolled to `scrollTop`. */
export interface ScrollPlace {
  scrollTop: number;
  offsetPx: number;
}

export function planScroll(rowCount: number, rowPx: number, viewportPx: number): ScrollPlan {
  const contentPx = rowCount * rowPx;
  return { viewportPx, contentPx, elementPx: Math.min(contentPx, MAX_ELEMENT_PX) };
}

function ends(plan: ScrollPlan): { element: number; content: number } {
  return {
    element: Math.max(0, plan.elementPx - plan.viewportPx),
    content: Math.max(0, plan.contentPx - plan.viewportPx),
  };
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max);
}

/** Content offset that a scrollbar position stands for. */
export function offsetAt(plan: ScrollPlan, scrollTop: number): number {
  const { element, content } = ends(plan);
  const top = clamp(scrollTop, element);
  if (content === element || top <= EDGE_PX) return Math.min(top, content);
  if (top >= element - EDGE_PX) return content - (element - top);
  return EDGE_PX + ((top - EDGE_PX) * (content - 2 * EDGE_PX)) / (element - 2 * EDGE_PX);
}

/** Scrollbar position that stands for a content offset; the inverse of `offsetAt`. */
export function scrollTopAt(plan: ScrollPlan, offsetPx: number): number {
  const { element, content } = ends(plan);
  const offset = clamp(offsetPx, content);
  if (content === element || offset <= EDGE_PX) return Math.min(offset, element);
  if (offset >= content - EDGE_PX) return element - (content - offset);
  return EDGE_PX + ((offset - EDGE_PX) * (element - 2 * EDGE_PX)) / (content - 2 * EDGE_PX);
}

/**
 * Place after the element was scrolled to `scrollTop`. A step shorter than the viewport is a wheel or a finger and
 * moves the content by just that much; a longer one is the scrollbar's thumb and is mapped.
 */
export function followScroll(plan: ScrollPlan, from: ScrollPlace, scrollTop: number): ScrollPlace {
  const { content } = ends(plan);
  const step = scrollTop - from.scrollTop;
  if (Math.abs(step) >= plan.viewportPx) return { scrollTop, offsetPx: offsetAt(plan, scrollTop) };
  return { scrollTop, offsetPx: clamp(from.offsetPx + step, content) };
}

/** Offset nearest to `offsetPx` at which row `index` is wholly visible; one that is far away is shown amid its neighbours. */
export function offsetShowing(plan: ScrollPlan, rowPx: number, index: number, offsetPx: number): number {
  const top = index * rowPx;
  const { content } = ends(plan);
  const behindPx = Math.max(offsetPx - top, top + rowPx - offsetPx - plan.viewportPx);
  if (behindPx > plan.viewportPx) return clamp(top - (plan.viewportPx - rowPx) / 2, content);
  if (top < offsetPx) return clamp(top, content);
  if (top + rowPx > offsetPx + plan.viewportPx) return clamp(top + rowPx - plan.viewportPx, content);
  return clamp(offsetPx, content);
}
