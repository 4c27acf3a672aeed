/** Signs with a plain way to write them. Where a command of LaTeX means the same, it is written the same way. */
const SIGNS: Readonly<Record<string, string>> = {
  "×": "*",
  "·": "*",
  "⋅": "*",
  "÷": "/",
  "⁄": "/",
  "√": "sqrt",
  π: "pi",
  "∞": "infty",
  "≤": "<=",
  "≥": ">=",
  "≠": "<>",
  "±": "+-",
  "∪": "cup",
  "∩": "cap",
  "∈": "in",
  "−": "-",
  "–": "-",
  "‐": "-",
  "‑": "-",
  "¼": " 1/4",
  "½": " 1/2",
  "¾": " 3/4",
  "⅓": " 1/3",
  "⅔": " 2/3",
  "⅕": " 1/5",
  "⅙": " 1/6",
  "⅛": " 1/8",
};
const COMMANDS: Readonly<Record<string, string>> = {
  cdot: "*",
  times: "*",
  div: "/",
  le: "<=",
  leq: "<=",
  ge: ">=",
  geq: ">=",
  ne: "<>",
  neq: "<>",
  pm: "+-",
  degree: "°",
  circ: "°",
  // What only sets the size or the space means nothing.
  left: "",
  right: "",
  big: "",
  Big: "",
  bigg: "",
  Bigg: "",
  displaystyle: "",
  textstyle: "",
  quad: " ",
  qquad: " ",
  // What only sets the face of letters leaves the letters.
  text: "",
  textbf: "",
  textit: "",
  textrm: "",
  mathrm: "",
  mathbf: "",
  mathit: "",
  mathsf: "",
  mbox: "",
  operatorname: "",
};
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A short answer in plain notation: LaTeX written out (`\dfrac{1}{2}` as `(1)/(2)`, `\text{cm}` as `cm`), signs with a plain
 * form in that form (`½`, `−`, `²`), wide forms narrow, composed characters as one.
 */
export function plainNotation(text: string): string {
  // Line ends stay as they are, so that prose of several lines is let through here too.
  if (!/[\\^]|[^\t\n\r\x20-\x7e]/.test(text)) return text;
  return plainSigns(plainFractions(text))
    .replace(/\\!/g, "")
    .replace(/\{,\}/g, ",")
    .replace(/\\[,;: ]/g, " ")
    .replace(/\\([A-Za-z]+)/g, (_, name: string) => ` ${COMMANDS[name] ?? name}`)
    .replace(/\^\s*\{?\s*°\s*\}?/g, "°")
    .replace(/\\([%$#&{}])/g, "$1");
}

/** How numbers are written beside digits that are not those of ASCII. */
const NUMBER_SIGNS: Readonly<Record<string, string>> = { "٫": ".", "٬": ",", "٪": "%", "．": ".", "，": "," };

/** A text with the digits of every script as those of ASCII (`٤٢` as `42`), and so the signs inside such numbers. */
export function plainDigits(text: string): string {
  if (!OTHER_DIGIT.test(text)) return text;
  return text
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/(?<=\d)٪|(?<=\d)[٬，](?=\d)|[٫．](?=\d)/g, (sign) => NUMBER_SIGNS[sign] ?? sign);
}

const OTHER_DIGIT = /(?![0-9])\p{Nd}/u;

/** Digits stand in Unicode in runs from zero to nine, some runs behind each other. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 128) return digit;
  let start = code;
  while (OTHER_DIGIT.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((code - start) % 10);
}

function plainSigns(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (run) => `^${[...run].map((digit) => SUPERSCRIPTS.indexOf(digit)).join("")}`)
    .replace(/[^\x20-\x7e]/g, (sign) => SIGNS[sign] ?? sign);
}

/** `\frac{a}{b}`, `\frac12` and `\frac{a}b`, at any depth, as `(a)/(b)`. */
function plainFractions(text: string): string {
  let plain = text;
  // From the last to the first: what stands inside is written out before what stands around it.
  for (let count = 0; count < 20; count += 1) {
    const at = Math.max(
      ...["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"].map((name) => plain.lastIndexOf(name)),
    );
    if (at < 0) return plain;
    const start = plain.indexOf("frac", at) + 4;
    const above = readArgument(plain, start);
    const below = above === null ? null : readArgument(plain, above.end);
    if (above === null || below === null) return plain;
    plain = `${plain.slice(0, at)} ${parted(above.text)}/${parted(below.text)}${plain.slice(below.end)}`;
  }
  return plain;
}

/** In parentheses, unless it is a plain number. */
function parted(text: string): string {
  return /^\s*[\d.,]+\s*$/.test(text) ? text.trim() : `(${text})`;
}

/** The argument of a command: what stands in braces, or the next character. */
function readArgument(text: string, from: number): { text: string; end: number } | null {
  let start = from;
  while (text[start] === " ") start += 1;
  const first = text[start];
  if (first === undefined || first === "}") return null;
  if (first !== "{") return { text: first, end: start + 1 };
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}" && --depth === 0) return { text: text.slice(start + 1, at), end: at + 1 };
  }
  return null;
}
