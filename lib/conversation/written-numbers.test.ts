import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseRecordText } from "@/lib/format";
import { jsonValue } from "@/lib/format/json-value";
import { parseLossless } from "@/lib/format/parse-lossless";
import { measureConversation } from "./measure-conversation";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS } from "./testing";

const FIXTURES = new URL("./fixtures/", import.meta.url);
const DATA = new URL("../../../shared/data/", import.meta.url);
const SHARED = ["corrupt/big-numbers.jsonl", "corrupt/message-shapes.jsonl", "shapes/ipw-sft-shape.jsonl"];
const FILES = [
  ...readdirSync(FIXTURES).map((name) => new URL(name, FIXTURES)),
  ...SHARED.map((name) => new URL(name, DATA)),
].filter(({ pathname }) => pathname.endsWith(".jsonl"));

/** Plain records are parsed by JSON.parse, which takes 1.0 for 1; they may tell no other story than what is written. */
function expectSameStory(line: string): void {
  const indexed = parseRecordText(line).value;
  const written = jsonValue(parseLossless(line).value);
  expect(measureConversation(written, NO_OPTIONS)).toEqual(measureConversation(indexed, NO_OPTIONS));
  expect(readConversation(written, NO_OPTIONS)).toEqual(readConversation(indexed, NO_OPTIONS));
}

describe("numbers as written", () => {
  it.each(FILES.map((file) => [file.pathname.split("/").at(-1), file] as const))(
    "change nothing in %s",
    (_, file) => {
      for (const line of readFileSync(file, "utf8").split("\n"))
        if (line.trim() !== "") expectSameStory(line);
    },
  );

  it.each(["1.0", "1e5", "-0", "-0.0", "1E-7", "0.10", "123456789012345678901234567890", "1e999", "1.0e400"])(
    "change nothing where a call or a message holds %s",
    (digits) => {
      const call = `{"role":"assistant","content":null,"tool_calls":[{"id":7,"function":{"name":"f","arguments":{"x":[${digits}]}}}]}`;
      const line = `{"messages":[{"role":"user","content":"hi"},${call},{"role":"tool","content":${digits}}],"rating":${digits}}`;
      expectSameStory(line);
      const { messages } = readConversation(parseRecordText(line).value, NO_OPTIONS) ?? {};
      expect(messages?.[1]?.parts).toMatchObject([{ kind: "tool-call", argumentsText: `{"x":[${digits}]}` }]);
      expect(messages?.[2]?.parts).toMatchObject([{ kind: "tool-result", text: digits }]);
      expectSameStory(
        `{"prompt":"q","completions":[{"model":"m","rating":${digits},"completion":"a"},{"model":"n","completion":"b"}]}`,
      );
    },
  );

  it("make no other conversation of one that is written anew", () => {
    const hashOf = (digits: string) => {
      const line = `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":{"x":[${digits}]}}]}`;
      return measureConversation(parseRecordText(line).value, NO_OPTIONS).hash;
    };
    expect(new Set(["1", "1.0", "1e0", "10E-1"].map(hashOf)).size).toBe(1);
    expect(hashOf("1")).not.toBe(hashOf("1.5"));
    expect(hashOf("9007199254740993")).not.toBe(hashOf("9007199254740992"));
  });
});
