import { sourcesOf } from "./folded-sources";
import { findPlainRun } from "./plain-run";

/** Looks through raw JSON text; the answer gives the first place at or after `from` that may hold the needle, or -1. */
export type RawTextSearch = (text: string) => (from: number) => number;

/** JSON held in a text may hide an escape by escaping its backslash, its "u" or its digits. Nobody does, but one could. */
const HIDDEN_ESCAPE = /\\u00(?:5c|75|3\d|[46][1-6])/gi;

/**
 * A search for places in raw JSON text which may, once parsed, hold `needle` (in lower case) in a text. It misses none;
 * it may name places that turn out to hold something else. Null when the needle gives nothing to look for.
 */
export function rawTextSearch(needle: string): RawTextSearch | null {
  const run = findPlainRun(needle);
  if (run === null) return null;
  const plain = expressionOf(run, plainClass);
  const escaped = expressionOf(run, escapedClass);
  return (text) => {
    const isEscaped = text.includes("\\u");
    const expressions = isEscaped ? [escaped, HIDDEN_ESCAPE] : [plain];
    const cursors = expressions.map((expression) => cursorOver(text, expression));
    return (from) => {
      let first = -1;
      for (const next of cursors) {
        const place = next(from);
        if (place >= 0 && (first < 0 || place < first)) first = place;
      }
      return first;
    };
  };
}

/** Asked with rising places, it looks at no part of the text twice. */
function cursorOver(text: string, expression: RegExp): (from: number) => number {
  let place = -2;
  return (from) => {
    if (place === -1 || place >= from) return place;
    expression.lastIndex = from;
    place = expression.exec(text)?.index ?? -1;
    return place;
  };
}

function expressionOf(run: string, classOf: (unit: string, index: number) => string): RegExp {
  return new RegExp(run.split("").map(classOf).join(""), "g");
}

/** One code unit of the run, in lower or upper case. */
function plainClass(unit: string): string {
  return `[${sourcesOf(unit).map(hexEscape).join("")}]`;
}

/** The same, or its escape; in JSON held in a text the backslash before it is doubled. */
function escapedClass(unit: string, index: number): string {
  const codes = sourcesOf(unit).map((source) => hexEscape(source).slice(2).replace(/[a-f]/g, eitherCase));
  return `(?:${plainClass(unit)}|\\\\${index === 0 ? "" : "+"}u(?:${codes.join("|")}))`;
}

function hexEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function eitherCase(digit: string): string {
  return `[${digit}${digit.toUpperCase()}]`;
}
