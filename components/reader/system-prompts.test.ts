import { expect, it } from "vitest";
import { readConversation } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { jsonValue } from "@/lib/format/json-value";
import type { Dataset } from "@/lib/ingest/dataset";
import { placeMessages } from "./name-messages";
import { findRepeatedPrompts, noteSystemPrompts } from "./system-prompts";

function record(system: string) {
  const messages = [
    { role: "system", content: system },
    { role: "user", content: "hi" },
    { role: "assistant", content: "hello" },
  ];
  return placeMessages(readConversation(jsonValue({ messages }), NO_OPTIONS)).messages;
}

it("tells which row had the same system prompt, whichever way one walks", () => {
  const dataset = {} as Dataset;
  const open = (row: number, system: string) => {
    const found = [...findRepeatedPrompts(dataset, row, record(system))];
    noteSystemPrompts(dataset, row, record(system));
    return found;
  };
  expect(open(4, "Be brief.")).toEqual([]);
  expect(open(4, "Be brief.")).toEqual([]);
  expect(open(5, "Be brief.")).toEqual([[0, 4]]);
  expect(open(6, "Be long.")).toEqual([]);
  expect(open(4, "Be brief.")).toEqual([[0, 5]]);
  expect(open(7, "Be brief.")).toEqual([[0, 4]]);
  expect([...findRepeatedPrompts({} as Dataset, 8, record("Be brief."))]).toEqual([]);
});
