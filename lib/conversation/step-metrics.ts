import type { Value } from "@/lib/format/value";
import type { Message, ValuePath } from "./model";

/** A number that a record gives for each of its steps: how long it took, or how many tokens it was. */
export interface StepMetric {
  kind: "latency" | "tokens";
  /** Field that holds it, with dots: "usage.completion_tokens". */
  name: string;
  /** One for each message, in order; null where there is none. In the unit of the data. */
  values: readonly (number | null)[];
}

const LATENCY = /(^|_)(latency|duration|elapsed|time_taken|response_time|inference_time)(_|$)/;
const TOKENS = /(^|_)(tokens|token_count)$/;
const NO_LATENCY = /(^|_)(start|end|timestamp)(_|$)/;

/**
 * Numbers per step, latencies first: fields of the messages themselves (or of an object in them, such as `usage`), and
 * lists beside the conversation with one entry for each message, each assistant message or each tool message.
 */
export function readStepMetrics(record: Value, messages: readonly Message[]): readonly StepMetric[] {
  const found = new Map<string, { kind: StepMetric["kind"]; values: (number | null)[] }>();
  const note = (name: string, at: number, value: Value): void => {
    const kind = kindOf(name);
    const number = kind === null ? null : numberOf(value);
    if (kind === null || number === null) return;
    let metric = found.get(name);
    if (!metric) {
      metric = { kind, values: messages.map(() => null) };
      found.set(name, metric);
    }
    metric.values[at] = number;
  };
  messages.forEach((message, at) => {
    noteFields(valueAt(record, message.path), "", (name, value) => note(name, at, value));
  });
  for (const [field, list] of record.fields()) {
    if (list.kind !== "list" || list.size === 0) continue;
    const places = placesOf(list.size, messages);
    if (places === null) continue;
    let step = 0;
    for (const item of list.items()) {
      const at = places[step++];
      if (at === undefined) break;
      // The messages themselves have been looked through.
      if (item.kind === "object") {
        if (messages[0]?.path[0] !== field)
          noteFields(item, `${field}.`, (name, value) => note(name, at, value));
      } else note(field, at, item);
    }
  }
  return [...found]
    .map(([name, { kind, values }]) => ({ kind, name, values }))
    .sort((a, b) => Number(a.kind === "tokens") - Number(b.kind === "tokens"));
}

/** Fields of a step and, one level deeper, of the objects in it. */
function noteFields(step: Value | null, prefix: string, note: (name: string, value: Value) => void): void {
  if (step?.kind !== "object") return;
  for (const [name, value] of step.fields()) {
    if (value.kind !== "object") note(prefix + name, value);
    else for (const [inner, innerValue] of value.fields()) note(`${prefix}${name}.${inner}`, innerValue);
  }
}

function kindOf(name: string): StepMetric["kind"] | null {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const snake = last
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();
  if (LATENCY.test(snake)) return NO_LATENCY.test(snake) ? null : "latency";
  return TOKENS.test(snake) ? "tokens" : null;
}

function numberOf(value: Value): number | null {
  const number =
    value.kind === "number"
      ? value.number()
      : value.kind === "text" && value.length > 0 && value.length <= 30
        ? Number(value.text())
        : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : null;
}

/** Messages that a list of so many entries is about; null when it fits none. */
function placesOf(size: number, messages: readonly Message[]): readonly number[] | null {
  const all = messages.map((_, at) => at);
  if (size === all.length) return all;
  for (const role of ["assistant", "tool"] as const) {
    const places = all.filter((at) => messages[at]?.role === role);
    if (places.length === size) return places;
  }
  return null;
}

function valueAt(record: Value, path: ValuePath): Value | null {
  let value: Value | null = record;
  for (const key of path) {
    if (value === null) return null;
    value = typeof key === "number" ? value.item(key) : value.get(key);
  }
  return value;
}
