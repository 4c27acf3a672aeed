import { matchAll } from "./find-query";

/** What a reader of the page does not take for text of the message. */
const LEFT_OUT = ".reader-mark, .reader-address, .reader-code-bar, .katex, button";
const BLOCKS = "p, li, td, th, pre, h3, h4, h5, h6, blockquote, .reader-plain, .reader-code, .reader-piece";
const RANGES_MAX = 2000;

/** Where an expression matches the text that an element shows, in order. */
export function findRanges(element: Element, expression: RegExp): Range[] {
  const nodes: { node: Text; start: number }[] = [];
  let text = "";
  let block: Element | null = null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element
      ? node.matches(LEFT_OUT)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_SKIP
      : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const around = node.parentElement?.closest(BLOCKS) ?? null;
    // Words of two paragraphs do not make one.
    if (around !== block && text !== "") text += "\n";
    block = around;
    nodes.push({ node: node as Text, start: text.length });
    text += (node as Text).data;
  }
  const places = matchAll(text, expression, RANGES_MAX);
  const ranges: Range[] = [];
  let at = 0;
  for (let index = 0; index < places.length; index += 2) {
    const start = places[index] ?? 0;
    const end = places[index + 1] ?? 0;
    while (at + 1 < nodes.length && (nodes[at + 1]?.start ?? 0) <= start) at++;
    let last = at;
    while (last + 1 < nodes.length && (nodes[last + 1]?.start ?? 0) < end) last++;
    const from = nodes[at];
    const to = nodes[last];
    if (!from || !to) continue;
    const range = document.createRange();
    range.setStart(from.node, Math.min(start - from.start, from.node.length));
    range.setEnd(to.node, Math.min(end - to.start, to.node.length));
    ranges.push(range);
  }
  return ranges;
}
