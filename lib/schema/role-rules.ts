import type { ColumnRole, ColumnType } from "./model";
import type { SampleProfile } from "./sample-profile";

/** How the columns of one role are recognised: by name first, and only if their values agree. */
export interface RoleRule {
  role: ColumnRole;
  /** Field names in snake case, most telling first. */
  names: readonly string[];
  /** Names that tell less: taken only when none of `names` is there. */
  pattern?: RegExp;
  /** At most so many columns play the role. */
  most: number;
  accepts(type: ColumnType, sample: SampleProfile, name: string): boolean;
}

/** A sample with so few values proves nothing against a name. */
const FEW_VALUES = 8;
const REPEATED_SHARE = 0.7;
const UNIQUE_SHARE = 0.95;

const isNumber = (type: ColumnType, sample: SampleProfile) =>
  type === "integer" || type === "double" || (type === "text" && (sample.count === 0 || sample.isNumeric));
const isText = (type: ColumnType) => type === "text";
const isTexts = (type: ColumnType) => type === "list<text>";
/** Values that come again, short enough to be names. */
const isNameLike = (sample: SampleProfile) =>
  sample.meanLength <= 120 &&
  (sample.count <= FEW_VALUES || sample.distinct <= REPEATED_SHARE * sample.count);
const isUnique = (sample: SampleProfile) =>
  sample.count > 0 && sample.distinct >= UNIQUE_SHARE * sample.count;

/** Names under which an id may come several times and is an id all the same. */
const PLAIN_IDS: ReadonlySet<string> = new Set(["sample_id", "id", "uid", "uuid", "question_id"]);

export const ROLE_RULES: readonly RoleRule[] = [
  {
    role: "labels",
    names: ["mlt", "length_label", "length_labels"],
    // Labels are known by their values, whatever the name.
    pattern: /./,
    most: 1,
    accepts: (type, sample) => (isText(type) || isTexts(type)) && sample.isLabels,
  },
  {
    role: "id",
    names: [
      "sample_id",
      "id",
      "uid",
      "uuid",
      "question_id",
      "record_id",
      "example_id",
      "row_id",
      "conversation_id",
      "instance_id",
      "trajectory_id",
      "_id",
    ],
    pattern: /(^|_)(id|uid|uuid|idx|index)$/,
    most: 1,
    accepts: (type, sample, name) =>
      (isText(type) || type === "integer") &&
      sample.meanLength <= 200 &&
      (PLAIN_IDS.has(name) || isUnique(sample)),
  },
  {
    role: "category",
    names: [
      "category",
      "subcategory",
      "ability",
      "task_type",
      "task_category",
      "topic",
      "domain",
      "subject",
      "skill",
    ],
    pattern: /(^|_)(category|topic|domain|subject)$/,
    most: 3,
    accepts: (type, sample) => (isText(type) || isTexts(type)) && isNameLike(sample),
  },
  {
    role: "source",
    names: [
      "source_dataset",
      "data_source",
      "source",
      "dataset",
      "dataset_name",
      "dataset_source",
      "origin",
      "subset",
    ],
    pattern: /(^|_)(source|dataset|origin)(_name)?$/,
    most: 2,
    accepts: (type, sample) => isText(type) && isNameLike(sample),
  },
  {
    role: "teacher",
    names: [
      "teacher_model",
      "chosen_model",
      "rejected_model",
      "teacher",
      "model",
      "models",
      "model_name",
      "model_id",
      "generator",
      "generator_model",
      "completion_model",
      "response_model",
    ],
    pattern: /(^|_)(teacher|model|models|generator)(_name|_id)?$/,
    most: 4,
    accepts: (type, sample) => (isText(type) || isTexts(type)) && isNameLike(sample),
  },
  {
    role: "success",
    names: [
      "success",
      "correct",
      "is_correct",
      "passed",
      "solved",
      "resolved",
      "is_success",
      "reward",
      "label",
      "outcome",
    ],
    pattern: /(^|_)(success|successful|correct|passed|solved)$/,
    most: 1,
    accepts: (type, sample) => type === "boolean" || (isScalar(type) && sample.isOutcome),
  },
  {
    role: "ground-truth",
    names: [
      "ground_truth",
      "reference_answer",
      "gold_answer",
      "expected_answer",
      "reference",
      "references",
      "gold",
      "target",
      "expected",
      "solution",
    ],
    pattern: /(^|_)(ground_truth|groundtruth|gold|reference)(_answer)?$/,
    most: 1,
    accepts: (type) => type !== "json",
  },
  {
    role: "final-answer",
    names: ["final_answer", "predicted_answer", "extracted_answer", "model_answer", "prediction"],
    pattern: /(^|_)final_answer$/,
    most: 1,
    accepts: (type) => isScalar(type),
  },
  {
    role: "tokens",
    names: [
      "total_tokens",
      "tokens",
      "num_tokens",
      "n_tokens",
      "token_count",
      "completion_tokens",
      "output_tokens",
      "length",
    ],
    pattern: /(^|_)(tokens|token_count)$/,
    most: 1,
    accepts: isNumber,
  },
  {
    role: "latency",
    names: [
      "total_latency_seconds",
      "latency_seconds",
      "latency",
      "latency_ms",
      "duration",
      "duration_seconds",
      "elapsed",
    ],
    pattern: /(^|_)(latency|duration|elapsed)(_|$)/,
    most: 1,
    accepts: isNumber,
  },
  {
    role: "cost",
    names: ["total_cost_usd", "cost_usd", "total_cost", "cost", "price"],
    pattern: /(^|_)cost(_|$)/,
    most: 1,
    accepts: isNumber,
  },
  {
    role: "energy",
    names: ["total_energy_joules", "energy_joules", "energy"],
    pattern: /(^|_)(energy|joules)(_|$)/,
    most: 1,
    accepts: isNumber,
  },
  {
    role: "turns",
    names: ["num_turns", "n_turns", "turns", "turn_count", "turns_count", "number_of_turns"],
    most: 1,
    accepts: (type, sample) => type === "integer" || (type === "double" && sample.isNumeric),
  },
  {
    role: "tools",
    names: ["tools_used", "used_tools", "tools_called", "tool_names", "tools"],
    pattern: /(^|_)tools(_|$)/,
    most: 1,
    accepts: (type, sample) => isTexts(type) && sample.meanLength <= 60,
  },
  {
    role: "rating",
    names: [
      "chosen_rating",
      "rejected_rating",
      "rating",
      "chosen_score",
      "rejected_score",
      "score",
      "ratings",
      "scores",
      "reward",
      "quality",
    ],
    pattern: /(^|_)(rating|score|reward)$/,
    most: 4,
    accepts: (type, sample) => isNumber(type, sample) || type === "list<integer>" || type === "list<double>",
  },
];

function isScalar(type: ColumnType): boolean {
  return type === "boolean" || type === "integer" || type === "double" || type === "text";
}
