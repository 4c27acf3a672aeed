export interface ClampedText {
  shown: string;
  /** Line breaks and characters (UTF-16 units) left out; both 0 when nothing is. */
  hiddenLines: number;
  hiddenCharacters: number;
}

/**
 * The beginning of a text: at most `maxLines` lines and `maxCharacters` characters, cut at a line break or a space
 * where one is near. A rest of less than a fifth is not worth hiding, and is kept.
 */
export function clampText(text: string, maxLines: number, maxCharacters: number): ClampedText {
  let cut = text.length;
  let at = -1;
  for (let line = 0; line < maxLines; line += 1) {
    at = text.indexOf("\n", at + 1);
    if (at === -1) break;
  }
  if (at !== -1) cut = at;
  if (cut > maxCharacters) cut = cutBefore(text, maxCharacters);
  if (
    text.length - cut < cut / 5 &&
    text.length < maxCharacters * 1.2 &&
    countLines(text, cut) < maxLines / 5
  )
    cut = text.length;
  return {
    shown: text.slice(0, cut),
    hiddenLines: countLines(text, cut),
    hiddenCharacters: text.length - cut,
  };
}

/** Position at or shortly before `position` that splits no line, word or character. */
export function cutBefore(text: string, position: number): number {
  if (position >= text.length) return text.length;
  const window = text.slice(Math.max(0, position - 200), position);
  const breakAt = window.lastIndexOf("\n");
  const spaceAt = breakAt > 0 ? breakAt : window.lastIndexOf(" ");
  if (spaceAt > 0) return position - window.length + spaceAt + 1;
  const isHighHalf = (text.charCodeAt(position - 1) & 0xfc00) === 0xd800;
  return isHighHalf ? position - 1 : position;
}

/** Position at or shortly after `position` that splits no line, word or character. */
export function cutAfter(text: string, position: number): number {
  if (position <= 0) return 0;
  const space = text.slice(position, position + 200).search(/\s/);
  if (space >= 0) return position + space + 1;
  const isLowHalf = (text.charCodeAt(position) & 0xfc00) === 0xdc00;
  return isLowHalf ? position + 1 : position;
}

/** "Show 312 more lines" or, when it is one long line, "Show 12,000 more characters". */
export function describeHidden({ hiddenLines, hiddenCharacters }: ClampedText): string {
  if (hiddenLines > 1) return `Show ${hiddenLines.toLocaleString("en")} more lines`;
  return `Show ${hiddenCharacters.toLocaleString("en")} more characters`;
}

function countLines(text: string, start: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
