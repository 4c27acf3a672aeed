import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sharedFile } from "./shared-data";

/** A record as plain code reads it, without any of Loupe's. */
export type PlainRecord = Record<string, unknown>;

/** The lines of a JSONL file of the shared data, exactly as they stand; unpacked when it ends in `.gz`. */
export function linesOf(name: string): string[] {
  const bytes = readFileSync(sharedFile(name));
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** The records of a JSONL file or of one JSON array. */
export function recordsOf(name: string): PlainRecord[] {
  const lines = linesOf(name);
  const isArray = lines[0]?.trimStart().startsWith("[") ?? false;
  return isArray ? JSON.parse(lines.join("\n")) : lines.map((line) => JSON.parse(line));
}
