import { sameBytes } from "./columns";

// Whether two answers surely say the same, or surely do not. `compare-answers.ts` among the conversations has the
// rules; only what they say of plain ASCII is known here.

export const SAME: u32 = 0;
export const DIFFERENT: u32 = 1;
export const UNSURE_ANSWER: u32 = 2;

/** Longer answers are no numbers. */
const LONGEST_NUMBER: u32 = 80;

export function judgeAnswers(left: usize, leftBytes: u32, right: usize, rightBytes: u32): u32 {
  if (leftBytes === rightBytes && sameBytes(left, right, leftBytes)) return SAME;
  const leftDigits = digitsOf(left, left + leftBytes);
  const rightDigits = digitsOf(right, right + rightBytes);
  if (leftDigits < 0 || rightDigits < 0) return UNSURE_ANSWER;
  const mayBeNumbers =
    leftBytes <= LONGEST_NUMBER && rightBytes <= LONGEST_NUMBER && leftDigits > 0 && rightDigits > 0;
  if (mayBeNumbers || sameSigns(left, left + leftBytes, right, right + rightBytes)) return UNSURE_ANSWER;
  return DIFFERENT;
}

/** Number of digits; -1 for a text with anything that notation gives a meaning: a backslash, a caret, more than ASCII. */
function digitsOf(at: usize, end: usize): i32 {
  let digits = 0;
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte === 92 || byte === 94 || byte >= 0x7f || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13))
      return -1;
    if (byte >= 48 && byte <= 57) digits++;
  }
  return digits;
}

function sameSigns(left: usize, leftEnd: usize, right: usize, rightEnd: usize): bool {
  const leftStart = left;
  const rightStart = right;
  let isAfterDigit = false;
  while (true) {
    const nextLeft = nextSign(left, leftStart, leftEnd);
    const nextRight = nextSign(right, rightStart, rightEnd);
    if (nextLeft === leftEnd || nextRight === rightEnd) return nextLeft === leftEnd && nextRight === rightEnd;
    const sign = load<u8>(nextLeft);
    if (lowerCase(sign) !== lowerCase(load<u8>(nextRight))) return false;
    const isDigit = sign >= 48 && sign <= 57;
    if (isDigit && isAfterDigit && nextLeft > left !== nextRight > right) return false;
    isAfterDigit = isDigit;
    left = nextLeft + 1;
    right = nextRight + 1;
  }
}

function lowerCase(byte: u8): u8 {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

function nextSign(at: usize, start: usize, end: usize): usize {
  while (at < end && isIgnored(at, start, end)) at++;
  return at;
}

function isIgnored(at: usize, start: usize, end: usize): bool {
  switch (load<u8>(at)) {
    case 46: // A point counts before a digit.
      return at + 1 >= end || !isDigit(load<u8>(at + 1));
    case 45: // A hyphen between two words does not count.
      return at >= start + 2 && at + 2 < end && areLetters(at - 2) && areLetters(at + 1);
    case 9:
    case 10:
    case 11:
    case 12:
    case 13:
    case 32:
    case 33: // !
    case 34: // "
    case 35: // #
    case 36: // $
    case 39: // '
    case 40: // (
    case 41: // )
    case 42: // *
    case 44: // ,
    case 58: // :
    case 59: // ;
    case 63: // ?
    case 91: // [
    case 93: // ]
    case 95: // _
    case 96: // `
    case 123: // {
    case 125: // }
    case 126: // ~
      return true;
    default:
      return false;
  }
}

function areLetters(at: usize): bool {
  return isLetter(load<u8>(at)) && isLetter(load<u8>(at + 1));
}

function isLetter(byte: u8): bool {
  const lower = byte | 32;
  return lower >= 97 && lower <= 122;
}

function isDigit(byte: u8): bool {
  return byte >= 48 && byte <= 57;
}
