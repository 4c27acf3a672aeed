import { plainUnit } from "./answer-units";

/** A number as an answer writes it, exactly, with its unit. */
export interface Quantity {
  /** The value is `above / below`; `below` is positive. A percentage counts as the number before its sign. */
  above: bigint;
  below: bigint;
  /** "" where there is none; "%" for a percentage. */
  unit: string;
  /** How it is written. */
  form: "integer" | "decimal" | "fraction" | "scientific";
  /** Digits after the decimal point. */
  decimals: number;
  hasSeparators: boolean;
  /** Multiplied by a word: "2 million". */
  hasMagnitude: boolean;
}

/** Answers that are one number are short. */
const MAX_LENGTH = 80;
/** Numbers with larger exponents are none to compare digit by digit. */
const MAX_EXPONENT = 400;

const GROUPED = String.raw`\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f_']\d{3})+)(?!\d)(?:\.\d+)?`;
const NUMBER = String.raw`(?:${GROUPED}|\d+(?:\.\d*)?|\.\d+)`;
const EXPONENT = String.raw`(?:e([+-]?\d+)|\s*(?:\*|x)\s*10\s*\^\s*[({]?\s*([+-]?\d+)\s*[)}]?)?`;
const MIXED = /^([+-]?)\s*(?:(\d+)(?:\s+|\s+and\s+))?(\d+)\s*\/\s*(\d+)(?!\.?\d)(.*)$/s;
const DIVIDED = new RegExp(String.raw`^([+-]?)\s*\(?(${NUMBER})\)?\s*\/\s*\(?(${NUMBER})\)?(.*)$`, "s");
const PLAIN = new RegExp(String.raw`^([+-]?)\s*(${NUMBER})${EXPONENT}(.*)$`, "s");

const MAGNITUDES: Readonly<Record<string, bigint>> = {
  dozen: 12n,
  hundred: 100n,
  thousand: 1_000n,
  million: 1_000_000n,
  billion: 1_000_000_000n,
  trillion: 1_000_000_000_000n,
};

/** The number that a text in plain notation is, with its unit; null when it says anything else besides. */
export function readQuantity(text: string): Quantity | null {
  if (text.length > MAX_LENGTH || !/\d/.test(text)) return null;
  let rest = unwrap(text.toLowerCase());
  let currency = "";
  const money = /^([+-]?)\s*(us\s?\$|usd|eur|gbp|[$€£¥₹])\s*(?=[\d.+-])/.exec(rest);
  if (money) {
    currency = plainUnit(money[2] ?? "") ?? "";
    rest = (money[1] ?? "") + rest.slice(money[0].length);
  }
  const found = readMixed(rest) ?? readDivided(rest) ?? readPlain(rest);
  return found && withTail(found.quantity, found.tail, currency);
}

interface Found {
  quantity: Omit<Quantity, "unit" | "hasMagnitude">;
  tail: string;
}

function readMixed(text: string): Found | null {
  const match = MIXED.exec(text);
  if (!match) return null;
  const below = BigInt(match[4] ?? "0");
  if (below === 0n) return null;
  const above = BigInt(match[2] ?? "0") * below + BigInt(match[3] ?? "0");
  const quantity = {
    above: signed(match[1], above),
    below,
    form: "fraction" as const,
    decimals: 0,
    hasSeparators: false,
  };
  return { quantity, tail: match[5] ?? "" };
}

function readDivided(text: string): Found | null {
  const match = DIVIDED.exec(text);
  if (!match) return null;
  const upper = decimalOf(match[2] ?? "");
  const lower = decimalOf(match[3] ?? "");
  if (lower.above === 0n) return null;
  const quantity = {
    above: signed(match[1], upper.above * lower.below),
    below: upper.below * lower.above,
    form: "fraction" as const,
    decimals: 0,
    hasSeparators: upper.hasSeparators || lower.hasSeparators,
  };
  return { quantity, tail: match[4] ?? "" };
}

function readPlain(text: string): Found | null {
  const match = PLAIN.exec(text);
  if (!match) return null;
  const { above, below, decimals, hasSeparators } = decimalOf(match[2] ?? "");
  const exponentText = match[3] ?? match[4];
  const exponent = exponentText === undefined ? 0 : Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return null;
  const scale = 10n ** BigInt(Math.abs(exponent));
  const form = exponentText !== undefined ? "scientific" : decimals > 0 ? "decimal" : "integer";
  const quantity = {
    above: signed(match[1], exponent > 0 ? above * scale : above),
    below: exponent < 0 ? below * scale : below,
    form: form as Quantity["form"],
    decimals,
    hasSeparators,
  };
  return { quantity, tail: match[5] ?? "" };
}

function withTail({ ...quantity }: Found["quantity"], tail: string, currency: string): Quantity | null {
  let rest = tail.trim();
  const magnitude = /^(dozen|hundred|thousand|million|billion|trillion)s?(?![a-z])/.exec(rest);
  if (magnitude) {
    quantity.above *= MAGNITUDES[magnitude[1] ?? ""] ?? 1n;
    rest = rest.slice(magnitude[0].length).trim();
  }
  // "5b" may be five times b; "5 apples" is five, and "5cm" is known.
  const unit = rest === "" ? "" : plainUnit(rest, /^\s/.test(tail));
  if (unit === null || (unit !== "" && currency !== "" && unit !== currency)) return null;
  return { ...quantity, unit: currency || unit, hasMagnitude: magnitude !== null };
}

function decimalOf(text: string): { above: bigint; below: bigint; decimals: number; hasSeparators: boolean } {
  const digits = text.replace(/[^\d.]/g, "");
  const [whole = "", fraction = ""] = digits.split(".");
  return {
    above: BigInt(whole + fraction || "0"),
    below: 10n ** BigInt(fraction.length),
    decimals: fraction.length,
    hasSeparators: digits.length < text.length,
  };
}

function signed(sign: string | undefined, value: bigint): bigint {
  return sign === "-" ? -value : value;
}

/** Without what only stands around a number: dollar signs of a formula, marks of Markdown, quotes, a full stop. */
function unwrap(text: string): string {
  let inner = text.trim();
  for (;;) {
    const next = inner
      .replace(/^\$(.*)\$$/s, "$1")
      .replace(/^\\?[([](?=[^,]*$)(.*)[)\]]$/s, "$1")
      .replace(/^[*_`"'“”‘’=\s\\]+|[*_`"'“”‘’\s\\]+$/g, "")
      .replace(/[.,;:!]$/, "");
    if (next === inner) return inner.replace(/[{}]/g, "").replace(/\(\s*(-?[\d.]+)\s*\)/g, "$1");
    inner = next;
  }
}
