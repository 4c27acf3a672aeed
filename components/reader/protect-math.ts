/** A stretch that Markdown must not touch. */
export type ProtectedSpan =
  | { kind: "math"; tex: string; isDisplay: boolean; source: string }
  /**
   * A character that Markdown would not keep: one of our own placeholders, or NUL. "" where only a letter was needed.
   */
  | { kind: "literal"; source: string };

export interface ProtectedText {
  /** The Markdown, with each span replaced by a placeholder that Markdown takes for a letter. */
  text: string;
  spans: readonly ProtectedSpan[];
}

const OPEN = "\uF8D0";
const CLOSE = "\uF8D1";
const PLACEHOLDER = /\uF8D0(\d+)\uF8D1/g;
const SPACELESS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u;
const PUNCTUATION = /(?![*_`])[\p{P}\p{S}]/u;
const INLINE_LIMIT = 2000;
const DISPLAY_LIMIT = 20_000;
const BOXED = "\\boxed{";
const BOXED_LIMIT = 300;
const FENCE = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)*(`{3,}|~{3,})/;
const ENVIRONMENT = /^\\begin\{((?:equation|align|gather|multline|alignat|eqnarray|CD)\*?)\}/;

/**
 * Takes the LaTeX out of Markdown before it is parsed, so that `_` and `*` inside formulas stay what they are:
 * `$$…$$`, `\[…\]`, `\(…\)`, bare `\begin{align}` and `\boxed{}` and, by pandoc's rule, `$…$` (no space inside the dollars unless
 * it is plainly a formula, no digit after the closing one). Code spans and fenced code are left alone. Linear in the text for all practical input.
 */
export function protectMath(source: string): ProtectedText {
  const spans: ProtectedSpan[] = [];
  let text = "";
  let copied = 0;
  const protect = (start: number, end: number, span: ProtectedSpan): void => {
    text += `${source.slice(copied, start)}${OPEN}${spans.length}${CLOSE}`;
    spans.push(span);
    copied = end;
  };

  const searched: Searched = new Map();
  let at = 0;
  let isLineStart = true;
  while (at < source.length) {
    if (isLineStart) {
      isLineStart = false;
      const end = skipFence(source, at);
      if (end !== null) {
        protectLiterals(source, at, end, protect);
        at = end;
        isLineStart = true;
        continue;
      }
    }
    const character = source[at];
    if (character === "\n") {
      isLineStart = true;
      at += 1;
    } else if (character === "`") {
      const end = skipCodeSpan(source, at);
      protectLiterals(source, at, end, protect);
      at = end;
    } else if (isLiteral(character)) {
      protect(at, at + 1, { kind: "literal", source: character });
      at += 1;
    } else if (character === "\\" || character === "$") {
      const found = character === "$" ? matchDollars(source, at) : matchBackslash(source, at, searched);
      if (typeof found === "number") at = found;
      else {
        const span = { kind: "math" as const, ...found, source: source.slice(at, found.end) };
        protect(at, found.end, {
          kind: span.kind,
          tex: span.tex,
          isDisplay: span.isDisplay,
          source: span.source,
        });
        at = found.end;
      }
    } else if (character === "*") {
      let end = at;
      while (source[end] === "*") end += 1;
      const before = source.slice(at - 1, at);
      const after = source.slice(end, end + 1);
      // "**例：**若" is no emphasis by the letter of CommonMark, which expects spaces between words. A letter next to the
      // stars makes it one.
      if (PUNCTUATION.test(before) && SPACELESS.test(after)) protect(at, at, { kind: "literal", source: "" });
      if (SPACELESS.test(before) && PUNCTUATION.test(after))
        protect(end, end, { kind: "literal", source: "" });
      at = end;
    } else at += 1;
  }
  return { text: text + source.slice(copied), spans };
}

/** Puts the source of every span back, for places where Markdown shows text as it is (code, addresses). */
export function restoreSource(text: string, spans: readonly ProtectedSpan[]): string {
  return text.includes(OPEN)
    ? text.replace(PLACEHOLDER, (_, index) => spans[Number(index)]?.source ?? "")
    : text;
}

/** Cuts text at its placeholders. */
export function splitAtSpans(
  text: string,
  spans: readonly ProtectedSpan[],
): readonly (string | ProtectedSpan)[] {
  if (!text.includes(OPEN)) return [text];
  return text
    .split(PLACEHOLDER)
    .map((piece, index) => (index % 2 === 0 ? piece : (spans[Number(piece)] ?? "")))
    .filter((piece) => piece !== "");
}

interface Found {
  tex: string;
  isDisplay: boolean;
  end: number;
}

/** End of the fenced block that opens on the line at `start`, or null when none does. */
function skipFence(source: string, start: number): number | null {
  const lineEnd = endOfLine(source, start);
  const fence = FENCE.exec(source.slice(start, Math.min(lineEnd, start + 400)))?.[1];
  if (!fence) return null;
  // "``` x ```" on one line is a code span.
  if (
    fence.startsWith("`") &&
    source.slice(start, lineEnd).lastIndexOf("`") > source.indexOf(fence, start) + fence.length
  )
    return null;
  const close = new RegExp(`^[ \\t>]*\\${fence[0]}{${fence.length},}[ \\t\\r]*$`);
  for (let at = lineEnd + 1; at < source.length; ) {
    const end = endOfLine(source, at);
    if (end - at < 400 && close.test(source.slice(at, end))) return Math.min(end + 1, source.length);
    at = end + 1;
  }
  return source.length;
}

/** End of the code span whose backticks start at `start`; end of the backticks when it is none. */
function skipCodeSpan(source: string, start: number): number {
  let open = start;
  while (source[open] === "`") open += 1;
  const limit = endOfParagraph(source, open);
  for (let at = source.indexOf("`", open); at !== -1 && at < limit; at = source.indexOf("`", at)) {
    const runStart = at;
    while (source[at] === "`") at += 1;
    if (at - runStart === open - start) return at;
  }
  return open;
}

/** How far the text was searched in vain for a closing delimiter; searching it again would be quadratic. */
type Searched = Map<string, number>;

function findClose(source: string, close: string, start: number, limit: number, searched: Searched): number {
  const from = Math.max(start, searched.get(close) ?? 0);
  const found = from < limit ? source.slice(from, limit).indexOf(close) : -1;
  if (found !== -1) return from + found;
  searched.set(close, Math.max(from, Math.min(limit, source.length) - close.length + 1));
  return -1;
}

function matchBackslash(source: string, at: number, searched: Searched): Found | number {
  const next = source[at + 1];
  // Some data has one backslash too many, before either delimiter or both: "\\(x\)".
  const open = at + (next === "\\" ? 2 : 1);
  if (source[open] === "(" || source[open] === "[") {
    const isDisplay = source[open] === "[";
    const limit = isDisplay ? at + DISPLAY_LIMIT : Math.min(endOfParagraph(source, at), at + INLINE_LIMIT);
    const close = isDisplay ? "\\]" : "\\)";
    const stop = findClose(source, close, open + 1, limit, searched);
    const end = stop + close.length;
    const tex = stop === -1 ? "" : source.slice(open + 1, stop).replace(/\\$/, "");
    // "\[text\](address)" is an escaped link, not a formula.
    if (tex.trim() !== "" && !(isDisplay && source[end] === "(")) return { tex, isDisplay, end };
    return open + 1;
  }
  const environment = ENVIRONMENT.exec(source.slice(at, at + 24))?.[1];
  if (environment) {
    const close = `\\end{${environment}}`;
    const found = findClose(source, close, at, at + DISPLAY_LIMIT, searched);
    if (found !== -1) {
      const stop = found + close.length;
      return { tex: source.slice(at, stop), isDisplay: true, end: stop };
    }
  }
  const boxed = matchBoxed(source, at);
  if (boxed !== null) return boxed;
  // An escaped character is passed over, but a line break and our own characters must be seen.
  return next === "\n" || isLiteral(next) ? at + 1 : at + 2;
}

/** `\boxed{…}` that stands in the text without delimiters, as many final answers do; words stay prose. */
function matchBoxed(source: string, at: number): Found | null {
  if (!source.startsWith(BOXED, at)) return null;
  const limit = Math.min(endOfParagraph(source, at), at + BOXED_LIMIT);
  let depth = 1;
  for (let end = at + BOXED.length; end < limit; end += 1) {
    const character = source[end];
    if (character === "\\") end += 1;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) {
      const tex = source.slice(at, end + 1);
      const inside = tex.slice(BOXED.length, -1);
      return inside.trim() === "" || inside.includes("$") || isProse(inside)
        ? null
        : { tex, isDisplay: false, end: end + 1 };
    }
  }
  return null;
}

function matchDollars(source: string, at: number): Found | number {
  if (source[at + 1] === "$") return matchDisplayDollars(source, at);
  if (/[A-Za-z0-9]/.test(source[at - 1] ?? "")) return at + 1;
  const limit = Math.min(endOfParagraph(source, at), at + INLINE_LIMIT);
  for (let end = at + 1; end < limit; end += 1) {
    const character = source[end];
    if (character === "\\") end += 1;
    else if (character === "`") return at + 1;
    else if (character === "$") {
      const tex = source.slice(at + 1, end);
      const isFormula =
        !/\d/.test(source[end + 1] ?? "") && (isTight(tex) ? !isProse(tex) : isPlainlyFormula(tex));
      return isFormula ? { tex, isDisplay: false, end: end + 1 } : at + 1;
    }
  }
  return at + 1;
}

/** No space next to the dollars, as pandoc asks. */
function isTight(tex: string): boolean {
  return tex !== "" && !/^\s|\s$/.test(tex);
}

/** "5 and costs 10" between two dollar signs is money: words, and nothing that only a formula has. */
function isProse(tex: string): boolean {
  return !/[\\^_={}<>]/.test(tex) && countWords(tex) >= 2;
}

/** "$ n\ge 2 $": spaces inside the dollars are common in real data, so what is plainly a formula may have them. */
function isPlainlyFormula(tex: string): boolean {
  if (/^\s*[A-Za-z]\s*$/.test(tex)) return true;
  return /\\[A-Za-z]+|[\^_]/.test(tex) && countWords(tex.replace(/\\[a-z]+(?:\{[^{}]*\})?/gi, " ")) < 2;
}

function countWords(text: string): number {
  return text.match(/(?<!\p{L})\p{Ll}{2,}(?!\p{L})/gu)?.length ?? 0;
}

function matchDisplayDollars(source: string, at: number): Found | number {
  let open = at;
  while (source[open] === "$") open += 1;
  if (open - at > 2) return open;
  const isBlock = /^[ \t\r]*\n/.test(source.slice(open, open + 40));
  const limit = isBlock ? at + DISPLAY_LIMIT : Math.min(endOfParagraph(source, at), at + DISPLAY_LIMIT);
  const body = source.slice(open, limit);
  for (let end = body.indexOf("$$"); end !== -1; end = body.indexOf("$$", end + 1)) {
    if (body[end - 1] === "\\") continue;
    const tex = body.slice(0, end);
    return tex.trim() === "" ? open : { tex, isDisplay: true, end: open + end + 2 };
  }
  return open;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}

/** First line break of a blank line after `at`. Looks no further than a formula may reach. */
function endOfParagraph(source: string, at: number): number {
  for (let end = endOfLine(source, at); end < source.length; end = endOfLine(source, end + 1)) {
    if (/^[ \t\r]*(?:\n|$)/.test(source.slice(end + 1, end + 60))) return end;
    if (end - at > DISPLAY_LIMIT) return end;
  }
  return source.length;
}

function protectLiterals(
  source: string,
  start: number,
  end: number,
  protect: (start: number, end: number, span: ProtectedSpan) => void,
): void {
  for (let at = start; at < end; at += 1) {
    const character = source[at];
    if (isLiteral(character)) protect(at, at + 1, { kind: "literal", source: character });
  }
}

function isLiteral(character: string | undefined): character is string {
  return character === OPEN || character === CLOSE || character === "\0";
}
