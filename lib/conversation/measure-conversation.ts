import type { TextHash, Value } from "@/lib/format/value";
import { findAnswers, judgeAnswers, type StatedAnswers } from "./answers";
import { FactMeter } from "./fact-meter";
import { judgeVariants } from "./judge-variants";
import { findEmptyField, locateConversation } from "./locate";
import type { ConversationFacts, ReadOptions } from "./model";
import { previewOf } from "./preview";
import { flagOf, problemsOf } from "./problem-flags";
import { type Located, numberOf } from "./raw-message";

const NOTHING: ConversationFacts = {
  prompt: null,
  reply: null,
  turns: 0,
  messages: 0,
  chars: 0,
  assistantChars: 0,
  roles: [],
  tools: [],
  models: [],
  problems: [],
  hash: null,
  promptHash: null,
  usedFields: [],
};

/**
 * Facts about the conversation of a record. Of several variants the first counts, with the prompt, as in
 * `mainMessages`; empty messages, broken text, role order, ratings and the hash take in all of them. Characters are code points
 * of texts, reasoning, calls' arguments and results. `hasher`: one that is near the value's bytes. Never throws.
 */
export function measureConversation(
  value: Value,
  options: ReadOptions,
  hasher?: TextHash,
): ConversationFacts {
  const walked = walkConversation(value, options, hasher);
  if (walked !== null) return toFacts(value, walked, options);
  // A field for messages with none in it is a broken conversation; a record without such a field is none at all.
  return value.kind === "object" && findEmptyField(value) !== null
    ? { ...NOTHING, problems: problemsOf(flagOf("no assistant message")) }
    : NOTHING;
}

/** The answers by which `measureConversation` finds that one differs; null when the record states no ground truth. */
export function statedAnswers(value: Value, options: ReadOptions): StatedAnswers | null {
  const walked = walkConversation(value, options);
  return walked && findAnswers(value, walked.located, walked.meter.answer, options);
}

interface Walked {
  located: Located;
  meter: FactMeter;
  /** Flags of problems that the meter does not keep. */
  extraFlags: number;
}

function walkConversation(value: Value, options: ReadOptions, hasher?: TextHash): Walked | null {
  const located = locateConversation(value, options.conversationField);
  if (located === null) return null;
  const meter = new FactMeter(hasher);
  meter.addMessages(located.messages);
  if (located.variants.length > 0) return walkVariants(located, meter);
  return { located, meter, extraFlags: meter.order.isBroken ? flagOf("roles out of order") : 0 };
}

function walkVariants(located: Located, meter: FactMeter): Walked {
  const { state, order } = meter;
  const main = snapshot(meter);
  let flags = 0;
  located.variants.forEach((variant, i) => {
    meter.state = state.clone();
    meter.order = order.clone();
    meter.beginVariant();
    meter.addMessages(variant.messages);
    if (meter.order.isBroken) flags |= flagOf("roles out of order");
    if (i === 0) Object.assign(main, snapshot(meter));
  });
  flags |= meter.flags | ratingFlags(located);
  Object.assign(meter, main);
  return { located, meter, extraFlags: flags };
}

/** What the reader marks beside the variants: ratings, or scores, of which several are best, or the wrong one. */
function ratingFlags({ variants }: Located): number {
  const rated = variants.filter(({ rating, score }) => rating !== null || score !== null);
  if (rated.length < 2) return 0;
  const verdicts = judgeVariants(
    variants.map(({ name, rating, score }) => ({ name, rating: numberOf(rating), score: numberOf(score) })),
  );
  let flags = 0;
  for (const { kind } of verdicts) {
    if (kind === "tied") flags |= flagOf("ratings tie");
    if (kind === "inverted") flags |= flagOf("ratings inverted");
  }
  return flags;
}

/** The part of the meter that counts for the record; lists are copied, since the other variants go on filling them. */
function snapshot(meter: FactMeter) {
  const { state, order, chars, assistantChars, turns, users, systems, promptPieces, replyPieces, answer } =
    meter;
  return {
    ...{ state, order, chars, assistantChars, turns, users, systems, promptPieces, replyPieces, answer },
    roles: [...meter.roles],
    tools: [...meter.tools],
  };
}

function toFacts(
  value: Value,
  { located, meter, extraFlags }: Walked,
  options: ReadOptions,
): ConversationFacts {
  let flags = meter.flags | extraFlags;
  if (meter.turns === 0) flags |= flagOf("no assistant message");
  if (hasOtherLabelCount(value, meter, options)) flags |= flagOf("label count differs");
  if (hasOtherTurnCount(value, meter, options)) flags |= flagOf("turn count differs");
  if (meter.state.isProtocolKnown && meter.answer === null) flags |= flagOf("no final answer");
  if (hasOtherAnswer(value, located, meter, options)) flags |= flagOf("answer differs");
  return {
    prompt: previewOf(meter.promptPieces),
    reply: previewOf(meter.replyPieces),
    turns: meter.turns,
    messages: meter.roles.length,
    chars: meter.chars,
    assistantChars: meter.assistantChars,
    roles: meter.roles,
    tools: meter.tools,
    models: modelsOf(located),
    problems: problemsOf(flags),
    hash: meter.digest(),
    promptHash: meter.promptDigest(),
    usedFields: located.usedFields,
  };
}

/** A column of the record that tells the models is counted as itself, and not a second time here. */
function modelsOf({ variants }: Located): readonly string[] {
  if (variants.length === 0) return NOTHING.models;
  return variants.flatMap(({ model, isModelWithin }) =>
    isModelWithin && model?.kind === "text" ? [model.text()] : [],
  );
}

function hasOtherLabelCount(value: Value, meter: FactMeter, options: ReadOptions): boolean {
  const labels = options.labelsField === null ? null : value.get(options.labelsField);
  if (labels === null) return false;
  if (labels.kind === "list") return labels.size !== meter.turns;
  return labels.kind === "text" && meter.turns !== 1;
}

/** A turn is an assistant message to one author, a pair to the next, any message to a third: one of them must fit. */
function hasOtherTurnCount(value: Value, meter: FactMeter, options: ReadOptions): boolean {
  const claimed = options.turnsField === null ? null : value.get(options.turnsField);
  if (claimed === null || claimed.kind !== "number") return false;
  const turns = claimed.number();
  const messages = meter.roles.length;
  return ![meter.turns, meter.users, messages, messages - meter.systems].includes(turns);
}

function hasOtherAnswer(value: Value, located: Located, meter: FactMeter, options: ReadOptions): boolean {
  const answers = findAnswers(value, located, meter.answer, options);
  return answers !== null && judgeAnswers(answers).verdict === "differs";
}
