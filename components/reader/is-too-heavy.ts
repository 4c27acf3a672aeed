// Each level of quotes and lists is parsed again for every level around it.
const DEEP_NESTING = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){100}/m;
// Pairing emphasis and brackets compares them with each other, one paragraph at a time.
const MARKERS_PER_PARAGRAPH = 3000;
/** Each pair may be a formula, and each formula takes a fraction of a millisecond to be set. */
const DOLLARS_PER_PARAGRAPH = 3000;

/**
 * True for Markdown that would hold up the page for seconds: quotes or lists a hundred deep, or thousands of emphasis
 * marks, brackets and dollars in one paragraph. No honest text has either; it is shown plain.
 */
export function isTooHeavy(markdown: string): boolean {
  if (DEEP_NESTING.test(markdown)) return true;
  let markers = 0;
  let dollars = 0;
  for (let at = 0; at < markdown.length; at += 1) {
    switch (markdown.charCodeAt(at)) {
      case 0x0a:
        if (markdown.charCodeAt(at + 1) === 0x0a) {
          markers = 0;
          dollars = 0;
        }
        break;
      case 0x24: // $
        dollars += 1;
        if (dollars > DOLLARS_PER_PARAGRAPH) return true;
        break;
      case 0x2a: // *
      case 0x5f: // _
      case 0x5b: // [
      case 0x7e: // ~
        markers += 1;
        if (markers > MARKERS_PER_PARAGRAPH) return true;
    }
  }
  return false;
}
