/**
 * Words of a link. Column names and values come from data, so they may hold the very signs that join the
 * parts of a parameter. "!" escapes: `!~` is a plain "~"; `!uD800` is half a surrogate pair, which no URL can carry.
 */
const SPECIAL = /[!~,:;]/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A value of null: `!n`. */
export const NULL_PART = "!n";
/** An empty list item where nothing at all would mean an empty list: `!e`. */
export const EMPTY_PART = "!e";

export function escapePart(text: string, special: RegExp = SPECIAL): string {
  return text
    .replace(special, "!$&")
    .replace(LONE_SURROGATE, (half) => `!u${half.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Undoes `escapePart`. An escape that nobody wrote stays as it is. */
export function unescapePart(part: string): string {
  return part.replace(
    /!(?:u([0-9A-Fa-f]{4})|([^a-zA-Z0-9]))/g,
    (_, hex: string | undefined, plain: string) =>
      hex === undefined ? plain : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Splits at each `separator` that is not escaped; the parts stay escaped. */
export function splitParts(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (sign === "!" && i + 1 < text.length) {
      part += sign + text.charAt(++i);
    } else if (sign === separator) {
      parts.push(part);
      part = "";
    } else {
      part += sign;
    }
  }
  parts.push(part);
  return parts;
}

/** Like encodeURIComponent, but leaves what a URL query may hold and a person can read: `a: b/c` is `a:+b/c`. */
export function encodeReadable(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, "+")
    .replace(/%(3A|2F|2C|3B|40|24)/g, (code) => decodeURIComponent(code))
    .replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
