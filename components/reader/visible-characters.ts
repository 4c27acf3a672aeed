/** A stretch of text as it can be shown: plain, or a mark that stands for characters one cannot see. */
export type VisiblePiece =
  | { kind: "text"; text: string }
  /** `mark` is what to show ("NUL", "U+202E"); `name` says what it stands for. Quiet ones belong where they stand. */
  | { kind: "mark"; mark: string; name: string; count: number; isQuiet: boolean };

// Controls but tab and line feed, format characters, line separators, half characters, supplementary selectors.
const SUSPECT = /(?![\t\n])\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|[\u{E0100}-\u{E01EF}]/u;
// What is drawn on request only: tabs, spaces that are no plain space, variation selectors, fillers.
const BLANK = /\t|(?! )\p{Zs}|[\u{FE00}-\u{FE0F}\u{34F}\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}]/u;
const RIGHT_TO_LEFT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u;
const JOINING =
  /[\p{sc=Arab}\p{sc=Syrc}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Mong}\p{sc=Khmr}]/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}/u;
// Format characters that are drawn: Arabic and Kaithi number signs.
const DRAWN = /[\u{600}-\u{605}\u{6DD}\u{70F}\u{890}\u{891}\u{8E2}\u{110BD}\u{110CD}]/u;
const HAN = /\p{sc=Han}/u;
// England, Scotland and Wales are spelled with tag characters after a black flag; nothing else should be.
const TAG_FLAG = /^\u{1F3F4}[\u{E0061}-\u{E007A}]{4,6}\u{E007F}/u;

const CONTROLS =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(
    " ",
  );

const NAMES: Readonly<Record<number, string>> = {
  0: "null character",
  8: "backspace",
  9: "tab",
  13: "carriage return",
  27: "escape",
  127: "delete",
  160: "no-break space",
  173: "soft hyphen",
  847: "combining grapheme joiner",
  1564: "Arabic letter mark",
  6158: "Mongolian vowel separator",
  8203: "zero-width space",
  8204: "zero-width non-joiner",
  8205: "zero-width joiner",
  8206: "left-to-right mark",
  8207: "right-to-left mark",
  8232: "line separator",
  8233: "paragraph separator",
  8234: "left-to-right embedding",
  8235: "right-to-left embedding",
  8236: "pop directional formatting",
  8237: "left-to-right override",
  8238: "right-to-left override",
  8288: "word joiner",
  8294: "left-to-right isolate",
  8295: "right-to-left isolate",
  8296: "first strong isolate",
  8297: "pop directional isolate",
  8195: "em space",
  8199: "figure space",
  8201: "thin space",
  8202: "hair space",
  8239: "narrow no-break space",
  10240: "blank Braille pattern",
  12288: "ideographic space",
  12644: "Hangul filler",
  65038: "variation selector: as text",
  65039: "variation selector: as picture",
  65279: "byte order mark",
};

/**
 * Splits text so that nothing in it is invisible or reorders what stands around it: control, zero-width and
 * bidirectional characters become marks; so do half characters, behind a U+FFFD. Joiners inside emoji and inside
 * scripts that need them stay, as do direction marks in right-to-left text, unless `showsAll` asks for every character
 * that cannot be seen, tabs and odd spaces included.
 */
export function splitVisible(text: string, showsAll = false): readonly VisiblePiece[] {
  if (!SUSPECT.test(text) && !(showsAll && BLANK.test(text)))
    return text === "" ? [] : [{ kind: "text", text }];
  const isRightToLeft = RIGHT_TO_LEFT.test(text);
  const pieces: VisiblePiece[] = [];
  let plain = "";
  let before = "";
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    const next = at + character.length;
    const after = next < text.length ? String.fromCodePoint(text.codePointAt(next) ?? 0) : "";
    const flag = code === 0x1f3f4 && !showsAll ? TAG_FLAG.exec(text.slice(at, at + 18))?.[0] : undefined;
    if (flag) {
      plain += flag;
      at += flag.length;
      before = flag;
      continue;
    }
    const isShown = showsAll
      ? !SUSPECT.test(character) && !BLANK.test(character)
      : !SUSPECT.test(character) || isExpected(code, before, after, isRightToLeft);
    if (isShown) plain += character;
    else if (code === 0xd && after === "\n" && !showsAll) {
      // The end of a Windows line is shown as a line break, like any other.
    } else {
      if (plain !== "") pieces.push({ kind: "text", text: plain });
      plain = code === 0x2028 || code === 0x2029 ? "\n" : code === 0x9 ? "\t" : "";
      const mark = markFor(code);
      const last = pieces.at(-1);
      if (last?.kind === "mark" && last.mark === mark) last.count += 1;
      else {
        const isQuiet = !SUSPECT.test(character) || isExpected(code, before, after, isRightToLeft);
        pieces.push({ kind: "mark", mark, name: nameFor(code), count: 1, isQuiet });
      }
    }
    before = character;
    at = next;
  }
  if (plain !== "") pieces.push({ kind: "text", text: plain });
  return pieces;
}

/** The same as one string, marks in ‹ ›; for titles and accessible names, on one line. */
export function toVisibleLine(text: string): string {
  return splitVisible(text)
    .map((piece) => (piece.kind === "text" ? piece.text : `‹${piece.mark}›`))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function isExpected(code: number, before: string, after: string, isRightToLeft: boolean): boolean {
  switch (code) {
    case 0x200c:
      return JOINING.test(before) || JOINING.test(after);
    case 0x200d:
      return (
        (PICTOGRAPH.test(before) && PICTOGRAPH.test(after)) || JOINING.test(before) || JOINING.test(after)
      );
    case 0x200e:
    case 0x200f:
    case 0x61c:
      return isRightToLeft;
    default:
      return code >= 0xe0100 && code <= 0xe01ef ? HAN.test(before) : DRAWN.test(String.fromCodePoint(code));
  }
}

function markFor(code: number): string {
  // The control pictures ("␛") are too small to read at the size of text.
  const control = code === 0x7f ? "DEL" : CONTROLS[code];
  if (control !== undefined) return control;
  if (isHalf(code)) return `\uFFFD ${codePoint(code)}`;
  return codePoint(code);
}

function nameFor(code: number): string {
  if (code >= 0xe0020 && code <= 0xe007e)
    return `tag character “${String.fromCodePoint(code - 0xe0000)}”, invisible`;
  if (isHalf(code)) return `half of a character (lone surrogate ${codePoint(code)})`;
  return NAMES[code] ?? `invisible character ${codePoint(code)}`;
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
