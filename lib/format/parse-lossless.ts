import { writtenNumber } from "./exact-number";
import { JsonNumber } from "./json-number";
import { countRun, explainCharacter, explainNumber, explainUnclosedText, explainWord } from "./json-reasons";
import { JsonSyntaxError } from "./json-syntax-error";

export interface LosslessResult {
  /** Plain JSON values; numbers that would print in another way (1.0), NaN and Infinity are JsonNumber. */
  value: unknown;
  /** UTF-16 index after the value. */
  end: number;
  hasRepeatedKey: boolean;
  hasNanLiteral: boolean;
}

type Container = unknown[] | Record<string, unknown>;

/**
 * Reads the JSON value that starts the text, keeping what JSON.parse loses: digits, repeated keys, NaN literals.
 * Accepts exactly what JSON.parse accepts, and bare NaN, Infinity and -Infinity. Nesting is limited by memory only.
 * Throws JsonSyntaxError. Text after the value is left alone: see `expectEnd`.
 */
export function parseLossless(text: string): LosslessResult {
  return new LosslessParser(text).parse();
}

/** Throws JsonSyntaxError when there is more than white space from `end` on. */
export function expectEnd(text: string, end: number): void {
  const next = skipSpace(text, end);
  if (next >= text.length) return;
  const isNul = text.charCodeAt(next) === 0;
  throw new JsonSyntaxError(
    next,
    isNul ? explainCharacter("\0", countRun(text, next)) : "there is more after the first value",
  );
}

class LosslessParser {
  private at = 0;
  private hasRepeatedKey = false;
  private hasNanLiteral = false;

  constructor(private readonly text: string) {}

  parse(): LosslessResult {
    const parents: Container[] = [];
    const keys: string[] = [];
    let container: Container | null = null;
    let key = "";
    for (;;) {
      // One value, or the opening of one.
      this.space();
      let value: unknown;
      const char = this.text[this.at];
      if (char === "{" || char === "[") {
        this.at++;
        const opened: Container = char === "{" ? {} : [];
        this.space();
        if (this.text[this.at] === (char === "{" ? "}" : "]")) {
          this.at++;
          value = opened;
        } else {
          if (container) {
            parents.push(container);
            keys.push(key);
          }
          container = opened;
          if (char === "{") key = this.key();
          continue;
        }
      } else {
        value = this.scalar(container);
      }
      // The value is complete; so may be the containers around it.
      for (;;) {
        if (container === null) {
          return {
            value,
            end: this.at,
            hasRepeatedKey: this.hasRepeatedKey,
            hasNanLiteral: this.hasNanLiteral,
          };
        }
        if (Array.isArray(container)) container.push(value);
        else this.assign(container, key, value);
        if (this.separator(container)) {
          if (!Array.isArray(container)) key = this.key();
          break;
        }
        value = container;
        container = parents.pop() ?? null;
        key = keys.pop() ?? "";
      }
    }
  }

  /** After an item: true after a comma, false after the closing bracket. */
  private separator(container: Container): boolean {
    const close = Array.isArray(container) ? "]" : "}";
    this.space();
    const char = this.text[this.at];
    if (char === close) {
      this.at++;
      return false;
    }
    if (char !== ",") throw this.unexpected(`a comma or ${close}`, container);
    this.at++;
    this.space();
    if (this.text[this.at] === close) throw new JsonSyntaxError(this.at, "a comma with nothing after it");
    return true;
  }

  private key(): string {
    this.space();
    if (this.text[this.at] !== '"') throw this.unexpected("a name in double quotes", {});
    const key = this.string();
    this.space();
    if (this.text[this.at] !== ":") throw this.unexpected("a colon after the name", {});
    this.at++;
    return key;
  }

  private assign(target: Record<string, unknown>, key: string, value: unknown): void {
    if (Object.hasOwn(target, key)) this.hasRepeatedKey = true;
    // A plain assignment to __proto__ would change the prototype; JSON.parse makes a field of it.
    if (key === "__proto__") {
      Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
    } else {
      target[key] = value;
    }
  }

  private scalar(container: Container | null): unknown {
    const { text } = this;
    const char = text[this.at];
    if (char === '"') return this.string();
    WORD.lastIndex = this.at;
    const word = WORD.exec(text)?.[0];
    if (word !== undefined) {
      const known = LITERALS.get(word);
      if (known !== undefined) {
        this.at += word.length;
        if (known instanceof JsonNumber) this.hasNanLiteral = true;
        return known;
      }
      if (
        this.at + word.length === text.length &&
        [...LITERALS.keys()].some((name) => name.startsWith(word))
      ) {
        throw new JsonSyntaxError(text.length, "the line is cut inside a word", true);
      }
      throw new JsonSyntaxError(this.at, explainWord(word));
    }
    NUMBER.lastIndex = this.at;
    const raw = NUMBER.exec(text)?.[0];
    if (raw === undefined) {
      if (char !== undefined && "-+.".includes(char))
        throw new JsonSyntaxError(this.at, explainNumber(text, this.at));
      throw this.unexpected("a value", container);
    }
    const next = text[this.at + raw.length];
    if (next !== undefined && /[\w.+-]/.test(next))
      throw new JsonSyntaxError(this.at, explainNumber(text, this.at));
    this.at += raw.length;
    return writtenNumber(raw);
  }

  /** Reads the text that starts at a double quote. */
  private string(): string {
    const { text } = this;
    const start = this.at;
    const end = endOfBody(text, start + 1);
    const char = text[end];
    if (char === '"') {
      this.at = end + 1;
      const body = text.slice(start + 1, end);
      return body.includes("\\") ? (JSON.parse(text.slice(start, end + 1)) as string) : body;
    }
    if (char === undefined) throw explainUnclosedText(text, start);
    if (char === "\\") {
      const rest = text.slice(end, end + 6);
      if (rest.length < 6 && end + rest.length === text.length && /^\\(u[\da-fA-F]{0,3})?$/.test(rest)) {
        throw explainUnclosedText(text, start);
      }
      throw new JsonSyntaxError(
        end,
        `${rest.slice(0, rest[1] === "u" ? 6 : 2)} is no escape that JSON knows`,
      );
    }
    throw new JsonSyntaxError(
      end,
      `${explainCharacter(char, countRun(text, end))} inside the text that starts at character ${start + 1}`,
    );
  }

  private space(): void {
    this.at = skipSpace(this.text, this.at);
  }

  private unexpected(wanted: string, container: Container | null): JsonSyntaxError {
    const { text, at } = this;
    const char = text[at];
    if (char === undefined) {
      const inside =
        container === null ? "" : Array.isArray(container) ? " inside a list" : " inside an object";
      return new JsonSyntaxError(at, inside ? `the line is cut${inside}` : "there is nothing here", true);
    }
    if (char < " ") return new JsonSyntaxError(at, explainCharacter(char, countRun(text, at)));
    if (/^(<{7}|={7}|>{7}|\|{7})/.test(text)) {
      return new JsonSyntaxError(0, "a merge conflict marker, not JSON");
    }
    if (char === "'") return new JsonSyntaxError(at, "single quotes; JSON needs double quotes");
    return new JsonSyntaxError(at, `${wanted} was expected here, not ${char}`);
  }
}

const LITERALS = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["NaN", new JsonNumber("NaN")],
  ["Infinity", new JsonNumber("Infinity")],
  ["-Infinity", new JsonNumber("-Infinity")],
]);
const WORD = /-?[A-Za-z_$][\w$]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Index of what ends a run of good characters of a text: a quote, a control character, a bad escape, or the end. */
function endOfBody(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code < 32) return at;
    if (code !== 92) continue;
    if (text[at + 1] === "u") {
      if (!/^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return at;
      at += 5;
    } else {
      if (!'"\\/bfnrt'.includes(text[at + 1] ?? "?")) return at;
      at++;
    }
  }
  return text.length;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}
