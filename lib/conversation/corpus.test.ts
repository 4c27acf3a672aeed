import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS, readLines } from "./testing";

const FIXTURES = new URL("./fixtures/", import.meta.url);
const names = readdirSync(FIXTURES)
  .filter((file) => file.endsWith(".jsonl"))
  .map((file) => file.slice(0, -".jsonl".length));

describe("the corpus of shapes", () => {
  it.each(names)("reads %s into its normal form", (name) => {
    const records = readLines(readFileSync(new URL(`${name}.jsonl`, FIXTURES), "utf8"));
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.expected.json`, FIXTURES), "utf8"));
    const read = records.map((record) => readConversation(record, { ...NO_OPTIONS, labelsField: "mlt" }));
    // Through JSON, as the expected form is: a field that is undefined is no field.
    expect(JSON.parse(JSON.stringify(read))).toEqual(expected);
  });
});
