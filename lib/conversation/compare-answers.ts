/** ASCII white space and punctuation that does not count, by code. */
const IGNORED = new Uint8Array(128);
for (const sign of "\t\n\v\f\r ;:!?'\"`()[]{}_~#$*\\") IGNORED[sign.charCodeAt(0)] = 1;

/**
 * Whether two answers say the same: case, white space, punctuation and `\boxed{}` do not count, and numbers are equal
 * when their values are (`1/2` and `0.50`, `1,000` and `1000`). A sign, a decimal point and operators do count.
 */
export function answersAgree(first: string, second: string): boolean {
  if (first === second) return true;
  const left = unbox(first);
  const right = unbox(second);
  if (sameSigns(left, right)) return true;
  const leftNumber = answerNumber(left);
  if (leftNumber === null) return false;
  const rightNumber = answerNumber(right);
  if (rightNumber === null) return false;
  return (
    Math.abs(leftNumber - rightNumber) <= 1e-9 * Math.max(1, Math.abs(leftNumber), Math.abs(rightNumber))
  );
}

/** Content of the last `\boxed{…}`; the whole text when there is none. */
function unbox(text: string): string {
  const open = text.lastIndexOf("\\boxed{");
  if (open < 0) return text;
  let depth = 1;
  const start = open + 7;
  for (let i = start; i < text.length; i++) {
    const sign = text.charAt(i);
    if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return text.slice(start, i);
  }
  return text.slice(start);
}

/** Compares what counts, sign by sign, and stops at the first difference: most answers differ early. */
function sameSigns(first: string, second: string): boolean {
  let i = 0;
  let j = 0;
  for (;;) {
    i = nextSign(first, i);
    j = nextSign(second, j);
    if (i >= first.length || j >= second.length) return i >= first.length && j >= second.length;
    const left = first.charCodeAt(i++);
    const right = second.charCodeAt(j++);
    if (left === right) continue;
    if (String.fromCharCode(left).toLowerCase() !== String.fromCharCode(right).toLowerCase()) return false;
  }
}

/** Index of the next character that counts; the length when there is none. */
function nextSign(text: string, from: number): number {
  let i = from;
  while (i < text.length && isIgnored(text, i)) i++;
  return i;
}

function isIgnored(text: string, at: number): boolean {
  const sign = text.charAt(at);
  if (sign === "." || sign === ",") {
    // 1.5 is not 15, and (1,2) is not (12); 1,000 is settled by its value.
    return !(isDigit(text, at + 1) && (sign === "." || isDigit(text, at - 1)));
  }
  const code = text.charCodeAt(at);
  if (code < 128) return IGNORED[code] === 1;
  return /[\s\p{P}]/u.test(sign);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Value of a text that is a number, a fraction or a percentage, with a currency sign or without; else null. */
function answerNumber(text: string): number | null {
  if (text.length > 60) return null;
  const plain = text
    .replace(/\\[dt]?frac\{([^{}]+)\}\{([^{}]+)\}/g, "$1/$2")
    .replace(/\\(?:text|mathrm)\{[^{}]*\}|\\[,;!%]|[\s$€£*`]/g, "")
    .replace(/[.,]$/, "")
    .replace(/,(?=\d{3}(?!\d))/g, "");
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:\/(\d+(?:\.\d+)?))?%?$/i.exec(plain);
  if (match === null) return null;
  const value = Number(match[1]) / Number(match[2] ?? 1);
  return Number.isFinite(value) ? value : null;
}
