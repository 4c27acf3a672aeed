import type { Value } from "@/lib/format/value";
import { LIST_FIELDS } from "./field-names";
import { readCompletionEntry } from "./field-reader";
import { firstFilled } from "./filled";
import { readPrompt } from "./locate-prompt";
import type { Located, RawVariant } from "./raw-message";
import { internFields } from "./used-fields";

/** Several answers to one prompt, with models and ratings inside the answers or in lists beside them. */
export function locateCompletions(record: Value, field: string, prompts: readonly string[]): Located | null {
  const list = record.get(field);
  if (list === null || list.kind !== "list" || list.size === 0) return null;
  const promptField = [...prompts, ...LIST_FIELDS].find((name) => isPresent(record.get(name)));
  const prompt = promptField === undefined ? null : record.get(promptField);
  if (promptField === undefined || prompt === null) return null;
  const variants: RawVariant[] = [];
  for (let i = 0; i < list.size; i++) {
    const entry = list.item(i);
    if (entry === null) continue;
    const within = firstFilled(entry, ["model", "model_name"]);
    const listed = beside(record, ["models", "model_names"], i);
    variants.push({
      name: `completion ${i + 1}`,
      messages: readCompletionEntry(entry, [field], i),
      model: within ?? listed,
      isModelWithin: within !== null && listed === null,
      rating: firstFilled(entry, ["rating", "overall_rating"]) ?? beside(record, ["ratings"], i),
      score: firstFilled(entry, ["score", "overall_score"]) ?? beside(record, ["scores", "rewards"], i),
    });
  }
  const { messages, usedFields } = readPrompt(record, promptField, prompt);
  return {
    messages,
    variants,
    usedFields: internFields([...usedFields, field]),
    field,
    finding: { kind: "completions", layout: null, replyField: field },
  };
}

function isPresent(value: Value | null): boolean {
  if (value === null) return false;
  return value.kind === "text" || value.kind === "object" || (value.kind === "list" && value.size > 0);
}

function beside(record: Value, names: readonly string[], index: number): Value | null {
  for (const name of names) {
    const list = record.get(name);
    if (list?.kind === "list" && list.size > index) return list.item(index);
  }
  return null;
}
