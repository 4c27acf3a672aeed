import type { Value } from "@/lib/format/value";
import {
  COMPLETION_FIELDS,
  HISTORY_FIELDS,
  LIST_FIELDS,
  LONE_PROMPT_FIELDS,
  PREFERENCE_FIELDS,
  PROMPT_FIELDS,
  REPLY_FIELDS,
  USER_TURN_FIELDS,
} from "./field-names";
import { locateCompletions } from "./locate-completions";
import { locateAnyList, locateList, locateMarkedText, locateWholeRecord } from "./locate-list";
import { locatePreference } from "./locate-preference";
import { locateLonePrompt, locatePromptReply } from "./locate-prompt";
import type { Located } from "./raw-message";

/** One way to read a record. Null when what the fields hold does not fit. */
export type Recipe = (record: Value) => Located | null;

/** Records with ever new field names must not grow the cache without end. */
const MOST_PLANS = 512;
const plans = new Map<string, Plan>();

interface Plan {
  names: readonly string[];
  recipes: readonly Recipe[];
}

/** Most records have the fields of the record before. */
let lastPlan: Plan = { names: [], recipes: makePlan([]) };

/** The ways to read a record with these fields, best first; found once for each list of names. */
export function planFor(record: Value): readonly Recipe[] {
  const names = record.names();
  return isSame(names, lastPlan.names) ? lastPlan.recipes : findPlan(names).recipes;
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  if (names === others) return true;
  if (names.length !== others.length) return false;
  for (let i = 0; i < names.length; i++) if (names[i] !== others[i]) return false;
  return true;
}

function findPlan(names: readonly string[]): Plan {
  const key = names.join("\u0000");
  let plan = plans.get(key);
  if (plan === undefined) {
    plan = { names, recipes: makePlan(names) };
    if (plans.size >= MOST_PLANS) plans.clear();
    plans.set(key, plan);
  }
  lastPlan = plan;
  return plan;
}

function makePlan(names: readonly string[]): readonly Recipe[] {
  const has = new Set(names);
  const recipes: Recipe[] = [];
  for (const [better, worse] of PREFERENCE_FIELDS) {
    if (has.has(better) && has.has(worse)) recipes.push((record) => locatePreference(record, better, worse));
  }
  const prompts = PROMPT_FIELDS.filter((name) => has.has(name));
  const replies = REPLY_FIELDS.filter((name) => has.has(name));
  for (const name of COMPLETION_FIELDS) {
    if (has.has(name)) recipes.push((record) => locateCompletions(record, name, prompts));
  }
  for (const name of [...LIST_FIELDS, ...USER_TURN_FIELDS]) {
    if (has.has(name)) recipes.push((record) => locateList(record, name));
  }
  for (const prompt of prompts) {
    for (const reply of replies) recipes.push((record) => locatePromptReply(record, prompt, reply));
  }
  for (const prompt of prompts) recipes.push((record) => locateList(record, prompt));
  for (const name of [...HISTORY_FIELDS, ...replies]) {
    if (has.has(name)) recipes.push((record) => locateList(record, name));
  }
  recipes.push(locateWholeRecord, locateMarkedText, locateAnyList);
  for (const name of LONE_PROMPT_FIELDS) {
    if (has.has(name)) recipes.push((record) => locateLonePrompt(record, name));
  }
  return recipes;
}
