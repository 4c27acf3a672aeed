import { plainDigits, plainNotation } from "./answer-notation";
import { readQuantity } from "./answer-quantity";
import type { AnswerVerdict, StatedAnswers } from "./answers";
import { type AnswerRule, unbox } from "./compare-answers";

/** A rule as a sentence part. */
export function ruleWords(rule: AnswerRule): string {
  switch (rule) {
    case "identical":
      return "the texts are identical";
    case "boxed":
      return "what stands in \\boxed{} counts";
    case "digits":
      return "digits of every script count as 0 to 9";
    case "notation":
      return "LaTeX and signs are written out";
    case "spaces":
      return "white space does not count";
    case "case":
      return "upper and lower case do not count";
    case "punctuation":
      return "punctuation does not count";
    case "thousands":
      return "thousands separators do not count";
    case "decimals":
      return "numbers of the same value are equal";
    case "fraction":
      return "a fraction equals what it comes to";
    case "scientific":
      return "powers of ten are written out";
    case "magnitude":
      return "words such as million are written out";
    case "rounded":
      return "a decimal equals the fraction that it rounds";
    case "percent":
      return "a percentage equals its number";
    case "unit":
      return "a unit may be left out or written otherwise";
  }
}

/** The verdict in words: what it is, and why. */
export function verdictWords(verdict: AnswerVerdict, { truths, answer }: StatedAnswers): [string, string] {
  switch (verdict.verdict) {
    case "agrees": {
      const which =
        truths.length > 1 ? `, with accepted answer ${verdict.truth + 1} of ${truths.length}` : "";
      return [`Agrees${which}`, verdict.rules.map(ruleWords).join("; ")];
    }
    case "differs":
      return [
        "Differs",
        truths.length === 1 ? whyDifferent(answer ?? "", truths[0] ?? "") : "from every accepted answer",
      ];
    case "no answer":
      return ["No final answer", "nothing to compare with the ground truth"];
  }
}

function whyDifferent(answer: string, truth: string): string {
  const left = readQuantity(plainNotation(plainDigits(unbox(answer))));
  const right = readQuantity(plainNotation(plainDigits(unbox(truth))));
  if (left !== null && right !== null) {
    const isEqual = left.above * right.below === right.above * left.below;
    return isEqual
      ? `the numbers are equal, the units are ${left.unit} and ${right.unit}`
      : "the numbers are not equal";
  }
  if (holdsWhole(answer, truth))
    return "no rule makes them the same, but the ground truth stands in the final answer";
  if (holdsWhole(truth, answer))
    return "no rule makes them the same, but the final answer stands in the ground truth";
  return "no rule makes them the same";
}

/** Whether `part` stands in `text` as words of its own, whatever their case. */
function holdsWhole(text: string, part: string): boolean {
  const needle = part.trim().toLowerCase();
  if (needle.length > 1000) return false;
  const found = text.toLowerCase();
  for (let at = found.indexOf(needle); at >= 0; at = found.indexOf(needle, at + 1)) {
    const isWord = (sign: string) => /[\p{L}\p{N}]/u.test(sign);
    if (!isWord(found.charAt(at - 1)) && !isWord(found.charAt(at + needle.length))) return true;
  }
  return false;
}
