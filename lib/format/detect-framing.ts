import { bomLength, decodeLenient } from "./decode-utf8";
import { JsonSyntaxError } from "./json-syntax-error";
import { parseLossless } from "./parse-lossless";

/**
 * How the records of a text are framed, from its first bytes (`isWhole`: from all of them):
 * - "lines": one JSON value per line, an array of messages included;
 * - "array": one JSON array of records, on one line or many, or values that span several lines;
 * - "blank": white space only; null: no JSON at all.
 */
export function detectFraming(sample: Uint8Array, isWhole: boolean): "lines" | "array" | "blank" | null {
  const text = decodeLenient(sample.subarray(bomLength(sample)));
  const start = text.search(/[^ \t\r\n]/);
  if (start < 0) return isWhole ? "blank" : null;
  const body = text.slice(start);
  const outcome = readFirstValue(body);
  switch (outcome.kind) {
    case "value":
      if (body.slice(0, outcome.end).includes("\n")) return "array";
      if (!isWhole || body.slice(outcome.end).trim() !== "")
        return Array.isArray(outcome.value) ? "lines" : firstLineOr(body);
      return isListOfRecords(outcome.value) ? "array" : "lines";
    case "cut":
      // The value goes on beyond the sample, or the file ends within it.
      if (body.includes("\n")) return "array";
      return body.startsWith("[") && looksLikeListOfRecords(body) ? "array" : "lines";
    case "fault":
      return spansLines(body, outcome.position) ? "array" : firstLineOr(body);
  }
}

type Outcome =
  | { kind: "value"; value: unknown; end: number }
  | { kind: "cut" }
  | { kind: "fault"; position: number };

function readFirstValue(body: string): Outcome {
  try {
    const { value, end } = parseLossless(body);
    return { kind: "value", value, end };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return error.isCut ? { kind: "cut" } : { kind: "fault", position: error.position };
  }
}

/** "lines" when any line of the text begins as a record does; null when none does. */
function firstLineOr(body: string): "lines" | null {
  for (const line of body.split("\n")) {
    const start = line.trimStart();
    if (start.startsWith("{") || start.startsWith("[")) return "lines";
    if (isJson(start)) return "lines";
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the value before a fault was laid out over several lines, rather than the fault being a broken line. */
function spansLines(body: string, position: number): boolean {
  const lines = body.slice(0, position).split("\n");
  const [first = ""] = lines;
  if (lines.length === 1) return false;
  // "[" or "{" alone, or "[ {": no record ends here. A record cut after a comma has its successor at fault, on the next line.
  return /^[[{][ \t\r[{]*$/.test(first) || lines.length > 2 || first.startsWith("[{");
}

/** A whole file of one line that is a list: of records, or the messages of one record? */
function isListOfRecords(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const first: unknown = value[0];
  if (Array.isArray(first)) return isObject(first[0]);
  return isObject(first) && !isMessage(first);
}

/** The same for a list that goes on beyond the sample. */
function looksLikeListOfRecords(body: string): boolean {
  const first = readFirstValue(body.slice(1).trimStart());
  if (first.kind === "value") return isListOfRecords([first.value]);
  return /^\[\s*(\[\s*)?\{/.test(body) && !/^\[\s*\{\s*"(role|from|speaker)"\s*:/.test(body);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object that says who speaks and what. */
function isMessage(value: Record<string, unknown>): boolean {
  const hasSpeaker = ["role", "from", "speaker"].some((name) => typeof value[name] === "string");
  return hasSpeaker && ["content", "value", "text", "tool_calls"].some((name) => name in value);
}
