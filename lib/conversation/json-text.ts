import { exactDigits } from "@/lib/format/exact-number";
import { writtenValue } from "@/lib/format/json-value";
import type { Value } from "@/lib/format/value";

/** One step of the walk: a value still to be written, or text that stands between values. */
type Step = Value | string;

/** Compact JSON of a value, with the digits of its numbers as in the source. Any depth: the walk keeps its own stack. */
export function toJsonText(value: Value): string {
  return writeJson(value, (digits) => digits);
}

/** The same, its numbers exact but printed in one way only: 1.0 and 1 are one to whoever looks for what is alike. */
export function toComparedJson(value: Value): string {
  return writeJson(value, exactDigits);
}

function writeJson(value: Value, print: (digits: string) => string): string {
  const out: string[] = [];
  const steps: Step[] = [value];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (typeof step === "string") out.push(step);
    else writeStep(step, out, steps, print);
  }
  return out.join("");
}

function writeStep(value: Value, out: string[], steps: Step[], print: (digits: string) => string): void {
  switch (value.kind) {
    case "null":
      out.push("null");
      return;
    case "boolean":
      out.push(value.text());
      return;
    case "number":
      out.push(print(value.text()));
      return;
    case "text":
      out.push(JSON.stringify(value.text()));
      return;
    case "list":
      out.push("[");
      pushReversed(steps, listSteps(value));
      return;
    case "object":
      out.push("{");
      pushReversed(steps, objectSteps(value));
  }
}

function listSteps(value: Value): Step[] {
  const inner: Step[] = [];
  for (const item of value.items()) {
    if (inner.length > 0) inner.push(",");
    inner.push(item);
  }
  inner.push("]");
  return inner;
}

function objectSteps(value: Value): Step[] {
  const inner: Step[] = [];
  for (const [name, field] of value.fields()) {
    inner.push(`${inner.length > 0 ? "," : ""}${JSON.stringify(name)}:`, field);
  }
  inner.push("}");
  return inner;
}

function pushReversed(steps: Step[], inner: readonly Step[]): void {
  for (let i = inner.length - 1; i >= 0; i--) steps.push(inner[i] as Step);
}

/** JSON held in text, with the digits of its numbers as they stand there; null when the text is none. Only lists and objects count. */
export function parseHeldJson(text: string): Value | null {
  const first = text.trimStart().charAt(0);
  if (first !== "[" && first !== "{") return null;
  try {
    return writtenValue(JSON.parse(text), text);
  } catch {
    // Text that only begins like JSON is ordinary text.
    return null;
  }
}
