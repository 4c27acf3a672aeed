import type { Locator } from "@playwright/test";

/** Whether these words of an element are on the screen, wherever they stand in it: all of them, none cut off or covered. */
export function isOnScreen(element: Locator, words: string): Promise<boolean> {
  return element.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const start = (node.textContent ?? "").indexOf(wanted);
      if (start < 0) continue;
      const range = document.createRange();
      const isSeen = (at: number) => {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const seen = document.elementFromPoint(x, y);
        // What is cut off with an ellipsis lies where something else is, or at the far side of its box.
        const box = node.parentElement?.getBoundingClientRect();
        return seen !== null && root.contains(seen) && box !== undefined && right <= box.right + 1;
      };
      if (isSeen(start) && isSeen(start + wanted.length - 1)) return true;
    }
    return false;
  }, words);
}
