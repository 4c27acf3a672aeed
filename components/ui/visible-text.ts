// Characters that reorder, hide or break text when shown as they are: bidi controls, zero-width and other format
// characters, line and paragraph separators, the byte order mark. ZWJ and ZWNJ stay: emoji and several scripts need them.
const HIDDEN =
  /[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u00ad]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function codeName(char: string): string {
  return `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

function controlPicture(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : codeName(char);
}

/** Text safe to lay out: control, bidi, zero-width and half characters become visible signs. Newlines and tabs stay. */
export function visibleText(text: string): string {
  return text
    .replace(LONE_SURROGATE, (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(CONTROL, controlPicture)
    .replace(HIDDEN, codeName);
}

/** The same on one line: newlines become ↵, other white space one space. */
export function visibleLine(text: string): string {
  return visibleText(text.replace(/\s*\r?\n\s*/g, " ↵ ").replace(/[ \t]+/g, " "));
}
