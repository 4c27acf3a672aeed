import type { Value } from "@/lib/format/value";
import { type AnswerRule, compareAnswers } from "./compare-answers";
import type { ReadOptions } from "./model";
import type { Located } from "./raw-message";

/** What a record says is right, and what it says was answered. */
export interface StatedAnswers {
  /** Texts of the ground truth: one, or several of which any will do. None is blank. */
  truths: readonly string[];
  /** Null when neither a field nor the conversation states one. */
  answer: string | null;
  /** Where the answer stands: in a field of its own, or at the end of a text protocol. */
  answerIn: "field" | "conversation" | null;
}

/** Whether the answer is right, and by which rules it and the ground truth say the same. */
export type AnswerVerdict =
  | { verdict: "agrees"; truth: number; rules: readonly AnswerRule[] }
  | { verdict: "differs" }
  | { verdict: "no answer" };

/**
 * The answers of a record; null when it states no ground truth beside its conversation. `ending` is the answer that
 * the conversation itself ends with.
 */
export function findAnswers(
  value: Value,
  located: Located,
  ending: string | null,
  options: ReadOptions,
): StatedAnswers | null {
  const { groundTruthField, finalAnswerField } = options;
  if (groundTruthField === null || located.usedFields.includes(groundTruthField)) return null;
  const truth = value.get(groundTruthField);
  if (truth === null) return null;
  const texts = truth.kind === "list" ? [...truth.items()].map(plainText) : [plainText(truth)];
  const truths = texts.filter(isFilled);
  if (truths.length === 0) return null;
  const field = finalAnswerField === null ? null : value.get(finalAnswerField);
  const stated = field === null ? "" : plainText(field);
  if (isFilled(stated)) return { truths, answer: stated, answerIn: "field" };
  const isEnding = ending !== null && isFilled(ending);
  return { truths, answer: isEnding ? ending : null, answerIn: isEnding ? "conversation" : null };
}

export function judgeAnswers({ truths, answer }: StatedAnswers): AnswerVerdict {
  if (answer === null) return { verdict: "no answer" };
  for (const [truth, text] of truths.entries()) {
    const rules = compareAnswers(answer, text);
    if (rules !== null) return { verdict: "agrees", truth, rules };
  }
  return { verdict: "differs" };
}

/** Whether an answer says the same as a truth, neither of them blank. */
export function answersAgree(answer: string, truth: string): boolean {
  return compareAnswers(answer, truth) !== null;
}

function plainText(value: Value): string {
  return value.kind === "text" || value.kind === "number" ? value.text() : "";
}

function isFilled(text: string): boolean {
  return /\S/.test(text);
}
