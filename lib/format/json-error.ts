import { JsonSyntaxError } from "./json-syntax-error";
import { expectEnd, parseLossless } from "./parse-lossless";

/** Where (1-based character of the line) and why, in a few words. */
export interface JsonFault {
  column: number;
  reason: string;
}

/** Finds where and why a line is not JSON; null when it is (bare NaN and Infinity are let through). */
export function explainJsonError(text: string): JsonFault | null {
  try {
    expectEnd(text, parseLossless(text).end);
    return null;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return faultOf(text, error);
  }
}

/** The fault that a syntax error in `text` stands for. */
export function faultOf(text: string, error: JsonSyntaxError): JsonFault {
  return { column: countCharacters(text, error.position) + 1, reason: error.reason };
}

/** Unicode characters in text[0, end); a pair of surrogates is one. */
function countCharacters(text: string, end: number): number {
  let count = end;
  for (let at = 0; at < end - 1; at++) {
    if (text.charCodeAt(at) >> 10 === 0x36 && text.charCodeAt(at + 1) >> 10 === 0x37) {
      count--;
      at++;
    }
  }
  return count;
}
