import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { jsonValue } from "@/lib/format/json-value";
import type { Value } from "@/lib/format/value";
import type { ReadOptions } from "./model";

/** Reads conversations by content alone; for tests. */
export const NO_OPTIONS: ReadOptions = {
  conversationField: null,
  labelsField: null,
  turnsField: null,
  groundTruthField: null,
  finalAnswerField: null,
};

const DATA = new URL("../../../shared/data/", import.meta.url);

/** Every record of a JSONL file, a JSON array, or either packed with gzip, of the shared test data. */
export function readDataFile(name: string): Value[] {
  const bytes = readFileSync(new URL(name, DATA));
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  if (text.startsWith("[") && name.endsWith(".json")) return (JSON.parse(text) as unknown[]).map(jsonValue);
  return readLines(text);
}

/** Records of JSONL text. */
export function readLines(text: string): Value[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => jsonValue(JSON.parse(line)));
}
