import { plainDigits, plainNotation } from "./answer-notation";
import { type Quantity, readQuantity } from "./answer-quantity";

/** What did not count when two answers were found to say the same, in the order in which the rules are tried. */
export const ANSWER_RULES = [
  "identical",
  "boxed",
  "digits",
  "notation",
  "spaces",
  "case",
  "punctuation",
  "thousands",
  "decimals",
  "fraction",
  "scientific",
  "magnitude",
  "rounded",
  "percent",
  "unit",
] as const;
export type AnswerRule = (typeof ANSWER_RULES)[number];

/** Longer answers are compared sign by sign only: they are no numbers, and no formula of one line. */
const MAX_NOTATION_LENGTH = 1000;
/** Decimals that a rounded fraction must have: 0.3333 is a third, 0.33 is not. */
const ROUNDED_DECIMALS = 4;

/** ASCII white space and punctuation that does not count, by code. */
const IGNORED = new Uint8Array(128);
for (const sign of "\t\n\v\f\r ,;:!?'\"`()[]{}_~#$*\\") IGNORED[sign.charCodeAt(0)] = 1;

/**
 * Whether two answers say the same, and by which rules; null when they do not. Case, white space, punctuation, `\boxed{}`
 * and the notation of a formula do not count; numbers are equal when their values are, exactly (`1/2` and `0.50`, `1,000`
 * and `1000`), in the digits of any script; a unit may be left out, but not be another one. A sign, a decimal point and operators do count.
 * The problem `answer differs` and the reader both ask here.
 */
export function compareAnswers(first: string, second: string): readonly AnswerRule[] | null {
  if (first === second) return ["identical"];
  const left = unbox(first);
  const right = unbox(second);
  const boxed: readonly AnswerRule[] = left === first && right === second ? [] : ["boxed"];
  if (left === right) return boxed;
  if (sameSigns(left, right)) return sameBrackets(left, right) ? [...boxed, ...signRules(left, right)] : null;
  if (Math.max(left.length, right.length) > MAX_NOTATION_LENGTH) return null;
  const digitsLeft = plainDigits(left);
  const digitsRight = plainDigits(right);
  if (digitsLeft !== left || digitsRight !== right) {
    const rules = compareAnswers(digitsLeft, digitsRight);
    return rules && [...boxed, "digits", ...rules.filter((rule) => rule !== "identical")];
  }
  const plainLeft = plainNotation(left);
  const plainRight = plainNotation(right);
  const isRewritten = plainLeft !== left || plainRight !== right;
  if (isRewritten && sameSigns(plainLeft, plainRight) && sameBrackets(plainLeft, plainRight)) {
    return [...boxed, "notation", ...signRules(plainLeft, plainRight).filter((rule) => rule === "case")];
  }
  const leftNumber = readQuantity(plainLeft);
  const rightNumber = leftNumber === null ? null : readQuantity(plainRight);
  if (leftNumber === null || rightNumber === null) return null;
  const rules = numberRules(leftNumber, rightNumber);
  return rules === null ? null : [...boxed, ...rules];
}

/** Content of the last `\boxed{…}`; the whole text when there is none. */
export function unbox(text: string): string {
  const open = Math.max(text.lastIndexOf("\\boxed{"), text.lastIndexOf("\\fbox{"));
  if (open < 0) return text;
  let depth = 1;
  const start = text.indexOf("{", open) + 1;
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
  let isAfterDigit = false;
  for (;;) {
    const nextLeft = nextSign(first, i);
    const nextRight = nextSign(second, j);
    if (nextLeft >= first.length || nextRight >= second.length)
      return nextLeft >= first.length && nextRight >= second.length;
    const left = first.charCodeAt(nextLeft);
    const right = second.charCodeAt(nextRight);
    if (left !== right && lowerCase(left) !== lowerCase(right)) return false;
    const isDigit = isDigitAt(first, nextLeft);
    // 1 2 is not 12: between two digits it counts that something stands there, whatever it is.
    if (isDigit && isAfterDigit && nextLeft > i !== nextRight > j) return false;
    isAfterDigit = isDigit;
    i = nextLeft + 1;
    j = nextRight + 1;
  }
}

function lowerCase(code: number): string {
  return String.fromCharCode(code).toLowerCase();
}

/** Index of the next character that counts; the length when there is none. */
function nextSign(text: string, from: number): number {
  let i = from;
  while (i < text.length && isIgnored(text, i)) i++;
  return i;
}

function isIgnored(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // 1.5 is not 15, in whatever script.
  if (code === 46 || code === 0x66b || code === 0xff0e) return !isDigitAt(text, at + 1);
  if (code === 45) return isInWord(text, at);
  if (code < 128) return IGNORED[code] === 1;
  if (code === 0x2212 || (code >= 0x2010 && code <= 0x2013)) return isInWord(text, at);
  return /[\s\p{P}\p{Cf}]/u.test(text.charAt(at));
}

/** A hyphen between two words joins them ("well-known"); between single letters it may be a minus. */
function isInWord(text: string, at: number): boolean {
  return (
    /\p{L}{2}$/u.test(text.slice(Math.max(0, at - 2), at)) && /^\p{L}{2}/u.test(text.slice(at + 1, at + 3))
  );
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 48 && code <= 57 : /\p{Nd}/u.test(text.charAt(at));
}

const INTERVAL = /^\W*?([([])[^()[\]]*,[^()[\]]*([)\]])\W*$/;

/** Brackets count where they say whether an end belongs to an interval: (0, 1] is not [0, 1]. */
function sameBrackets(first: string, second: string): boolean {
  const left = INTERVAL.exec(first);
  const right = INTERVAL.exec(second);
  if (!left || !right) return true;
  const isHalfOpen = (match: RegExpExecArray) => (match[1] === "(") !== (match[2] === ")");
  return !(isHalfOpen(left) || isHalfOpen(right)) || (left[1] === right[1] && left[2] === right[2]);
}

/** Which of space, case and punctuation two texts with the same signs differ in. */
function signRules(first: string, second: string): readonly AnswerRule[] {
  const rules: AnswerRule[] = [];
  const withoutMarks = (text: string) =>
    keep(text, (at) => /\s/.test(text.charAt(at)) || !isIgnored(text, at));
  if (withoutMarks(first).toLowerCase() !== withoutMarks(second).toLowerCase()) rules.push("spaces");
  const signs = (text: string) => keep(text, (at) => !isIgnored(text, at));
  if (signs(first) !== signs(second)) rules.push("case");
  const withoutSpace = (text: string) => text.replace(/\s+/g, "").toLowerCase();
  if (withoutSpace(first) !== withoutSpace(second)) rules.push("punctuation");
  return rules;
}

function keep(text: string, isKept: (at: number) => boolean): string {
  let kept = "";
  for (let at = 0; at < text.length; at++) if (isKept(at)) kept += text.charAt(at);
  return kept;
}

function numberRules(left: Quantity, right: Quantity): readonly AnswerRule[] | null {
  const rules: AnswerRule[] = [];
  if (left.unit !== right.unit && left.unit !== "" && right.unit !== "") return null;
  const isOnePercent = left.unit !== right.unit && (left.unit === "%" || right.unit === "%");
  if (equalValues(left, right)) {
    rules.push(...writingRules(left, right));
  } else if (isRounded(left, right) || isRounded(right, left)) {
    rules.push("rounded");
  } else if (isOnePercent && equalValues(ofHundred(left), ofHundred(right))) {
    return ["percent"];
  } else {
    return null;
  }
  if (isOnePercent) rules.push("percent");
  else if (left.unit !== right.unit) rules.push("unit");
  // The same number in the same form with the same unit: the unit, or what stands around the number, is written otherwise.
  return rules.length > 0 ? rules : left.unit === "" ? ["notation"] : ["unit"];
}

function equalValues(left: Quantity, right: Quantity): boolean {
  return left.above * right.below === right.above * left.below;
}

/** 50% as a number is 0.5. */
function ofHundred(quantity: Quantity): Quantity {
  return quantity.unit === "%" ? { ...quantity, below: quantity.below * 100n } : quantity;
}

function writingRules(left: Quantity, right: Quantity): readonly AnswerRule[] {
  const rules: AnswerRule[] = [];
  const has = (form: Quantity["form"]) => (left.form === form) !== (right.form === form);
  if (left.hasSeparators !== right.hasSeparators) rules.push("thousands");
  if (left.hasMagnitude !== right.hasMagnitude) rules.push("magnitude");
  if (has("scientific")) rules.push("scientific");
  if (has("fraction") || (left.form === "fraction" && left.below !== right.below)) rules.push("fraction");
  else if (left.decimals !== right.decimals && !has("scientific") && !rules.includes("magnitude"))
    rules.push("decimals");
  return rules;
}

/** Whether a decimal is a fraction that has no end, rounded to the decimals given. */
function isRounded(decimal: Quantity, fraction: Quantity): boolean {
  if (decimal.form !== "decimal" || fraction.form !== "fraction" || decimal.decimals < ROUNDED_DECIMALS)
    return false;
  const scale = 10n ** BigInt(decimal.decimals);
  const wanted = absolute(decimal.above);
  const exact = absolute(fraction.above) * scale;
  if (decimal.above < 0n !== fraction.above < 0n) return false;
  // Half a unit of the last decimal, on either side.
  return absolute(exact - wanted * fraction.below) * 2n <= fraction.below;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
