/** A stretch of a text: UTF-16 units, `end` exclusive. */
export interface TextPiece {
  start: number;
  end: number;
}

/** Sizes in characters. What is cut must be long enough to be worth it, and short enough to draw in a few milliseconds. */
const MARKDOWN_AIM = 3000;
const MARKDOWN_MAX = 12_000;
const PLAIN_AIM = 16_000;
/** A longer line without a break is broken, which shows. */
const PLAIN_MAX = 120_000;
const FORMULA_MAX = 20_000;

const FENCE = /^(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})/;
const CONTINUES = /^(?:[ \t>|]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[[^\]]*\]:)/;
const LIST_ITEM = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;

/**
 * Cuts Markdown between blocks, so that long texts can be drawn piece by piece: after a blank line, before a line that
 * begins a block of its own, never inside fenced code or a displayed formula. A list too long for one piece is cut
 * between its items; other blocks stay whole, however long. The pieces cover the text without gaps. `aim` is how many
 * characters a piece should have at least.
 */
export function splitMarkdown(text: string, aim = MARKDOWN_AIM): TextPiece[] {
  if (text.length <= 2 * aim) return [{ start: 0, end: text.length }];
  const pieces: TextPiece[] = [];
  let start = 0;
  let fence: string | null = null;
  let formula: { close: string; start: number } | null = null;
  let isAfterBlank = false;
  for (let at = 0; at < text.length; ) {
    const lineEnd = endOfLine(text, at);
    // No line that opens or closes anything needs to be read further.
    const line = text.slice(at, Math.min(lineEnd, at + 400));
    const isBlank = line.trim() === "";
    if (fence === null && formula === null && !isBlank && at > start) {
      const size = at - start;
      const isBoundary = isAfterBlank && !CONTINUES.test(line);
      if ((size >= aim && isBoundary) || (size >= MARKDOWN_MAX && LIST_ITEM.test(line))) {
        pieces.push({ start, end: at });
        start = at;
      }
    }
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) && line.trim().endsWith(mark)) fence = null;
    } else if (
      mark !== undefined &&
      formula === null &&
      !(mark[0] === "`" && line.lastIndexOf("`") > line.indexOf(mark) + mark.length)
    ) {
      fence = mark;
    } else {
      if (formula !== null && at - formula.start > FORMULA_MAX) formula = null;
      formula = formulaAfter(text.slice(at, lineEnd), formula, at);
    }
    isAfterBlank = isBlank;
    at = lineEnd + 1;
  }
  pieces.push({ start, end: text.length });
  return pieces;
}

/**
 * Cuts pieces of Markdown once more, so that the blocks around `positions` are pieces of their own. The smallest block
 * that can stand alone is one between blank lines: a list or a table stays whole.
 */
export function cutOutBlocks(
  text: string,
  pieces: readonly TextPiece[],
  positions: readonly number[],
): TextPiece[] {
  return pieces.flatMap((piece) => {
    const inside = positions.filter((position) => position >= piece.start && position < piece.end);
    if (inside.length === 0) return [piece];
    const cuts = new Set([piece.start, piece.end]);
    for (const { start, end } of splitMarkdown(text.slice(piece.start, piece.end), 1)) {
      if (!inside.some((at) => at >= piece.start + start && at < piece.start + end)) continue;
      cuts.add(piece.start + start).add(piece.start + end);
    }
    const ordered = [...cuts].sort((a, b) => a - b);
    return ordered.slice(1).map((end, index) => ({ start: ordered[index] ?? 0, end }));
  });
}

/** Cuts plain text after line breaks; a line beyond 120,000 characters at a space. */
export function splitPlain(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  for (let start = 0; start < text.length || pieces.length === 0; ) {
    if (text.length - start <= 2 * PLAIN_AIM) {
      pieces.push({ start, end: text.length });
      break;
    }
    // Not the whole text is searched for a break: it may be one line of a gigabyte.
    const near = text.slice(start, start + PLAIN_MAX + 1);
    let length = near.lastIndexOf("\n", PLAIN_AIM) + 1;
    if (length === 0) length = near.indexOf("\n", PLAIN_AIM) + 1;
    if (length === 0 || length > PLAIN_MAX)
      length = near.length > PLAIN_MAX ? breakBefore(near, PLAIN_MAX) : near.length;
    const end = start + length;
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

/** Definitions of links ("[1]: https://…"), which count for a whole text, also for the pieces they do not stand in. */
export function linkDefinitions(text: string): string {
  if (!text.includes("]:")) return "";
  return (text.match(/^ {0,3}\[[^\]\n]{1,200}\]:[^\n]{1,2000}$/gm) ?? []).slice(0, 500).join("\n");
}

function breakBefore(text: string, position: number): number {
  const space = text.lastIndexOf(" ", position);
  if (position - space < 1000) return space + 1;
  return (text.charCodeAt(position - 1) & 0xfc00) === 0xd800 ? position - 1 : position;
}

const FORMULA_OPEN = /\$\$|\\\[|\\begin\{((?:equation|align|gather|multline|alignat|eqnarray|CD)\*?)\}/g;

/** The displayed formula that is open at the end of a line. */
function formulaAfter(
  line: string,
  before: { close: string; start: number } | null,
  lineStart: number,
): { close: string; start: number } | null {
  let open = before;
  for (let at = 0; at < line.length; ) {
    if (open !== null) {
      const close = line.indexOf(open.close, at);
      if (close === -1) return open;
      at = close + open.close.length;
      open = null;
      continue;
    }
    FORMULA_OPEN.lastIndex = at;
    const found = FORMULA_OPEN.exec(line);
    if (found === null) return null;
    const close = found[0] === "$$" ? "$$" : found[1] === undefined ? "\\]" : `\\end{${found[1]}}`;
    open = { close, start: lineStart };
    at = found.index + found[0].length;
  }
  return open;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
