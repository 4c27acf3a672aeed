import { JsonSyntaxError } from "./json-syntax-error";

const CONTROL_NAMES: Readonly<Record<number, string>> = {
  0: "NUL",
  9: "tab",
  10: "line feed",
  13: "carriage return",
};

/** Names a control character that must not stand where it stands. */
export function explainCharacter(char: string, count: number): string {
  const code = char.charCodeAt(0);
  const name = CONTROL_NAMES[code] ?? "control";
  const plural = count === 1 ? "" : `${count.toLocaleString("en-US")} × `;
  return `${plural}${name} character (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
}

/** How often the character at `from` is repeated without a break. */
export function countRun(text: string, from: number): number {
  const code = text.charCodeAt(from);
  let end = from + 1;
  while (end < text.length && text.charCodeAt(end) === code) end++;
  return end - from;
}

/**
 * A text that runs to the end of the line: either its closing quote is missing (the line ends as a record does, so the fault
 * is at the start of the text) or the line was cut (the fault is at the end).
 */
export function explainUnclosedText(text: string, start: number): JsonSyntaxError {
  const column = start + 1;
  if (/[}\]]\s*$/.test(text.slice(-16))) {
    return new JsonSyntaxError(start, `the text that starts at character ${column} is not closed`, true);
  }
  return new JsonSyntaxError(
    text.length,
    `the line is cut inside the text that starts at character ${column}`,
    true,
  );
}

/** A bare word where a value should be. */
export function explainWord(word: string): string {
  const known: Readonly<Record<string, string>> = {
    None: "null",
    True: "true",
    False: "false",
    undefined: "null",
  };
  const wanted = known[word];
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
  return wanted && Object.hasOwn(known, word)
    ? `${shown} is not JSON; it writes ${wanted}`
    : `${shown} is not in quotes`;
}

/** A number written as JSON does not allow: 01, +1, .5, 1., 1e. */
export function explainNumber(text: string, at: number): string {
  const shown = /^[\w.+-]{1,40}/.exec(text.slice(at, at + 40))?.[0] ?? text[at];
  return `${shown} is no number in JSON`;
}
