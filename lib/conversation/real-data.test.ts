import { describe, expect, it } from "vitest";
import { measureConversation } from "./measure-conversation";
import type { ConversationFacts } from "./model";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS, readDataFile } from "./testing";

// Counts from the list of sources of the shared test data.
const CASES: readonly {
  file: string;
  rows: number;
  roles: Record<string, number>;
  tools?: number;
  topTool?: readonly [string, number];
}[] = [
  {
    file: "tau-bench-airline-gpt4o.json",
    rows: 200,
    roles: { assistant: 2454, user: 1490, tool: 1164, system: 200 },
    tools: 1164,
    topTool: ["get_reservation_details", 377],
  },
  { file: "hh-rlhf-harmless-test.jsonl.gz", rows: 2312, roles: { user: 5756, assistant: 5764 } },
  // The reply of each pair is one more message than the list of conversations holds.
  { file: "dpo-en-sharegpt.json", rows: 300, roles: { user: 563, assistant: 263 + 300, system: 80 } },
  {
    file: "glaive-toolcall-sharegpt.json",
    rows: 300,
    roles: { user: 746, assistant: 746 + 211, tool: 211 },
    tools: 211,
  },
  {
    file: "reason-tool-use-parts.jsonl",
    rows: 50,
    roles: { assistant: 112, user: 70, system: 50, tool: 42 },
    tools: 68,
  },
  { file: "kto-en-messages.json", rows: 300, roles: { user: 487, assistant: 487 } },
  { file: "esft-intent-messages.jsonl", rows: 7280, roles: { user: 7280, assistant: 7280 } },
  { file: "mt-bench-question.jsonl", rows: 80, roles: { user: 160 } },
  { file: "arena-hard-v2-question.jsonl", rows: 750, roles: { user: 750 } },
  { file: "tulu1-human-eval.jsonl", rows: 996, roles: { user: 996, assistant: 996 } },
  { file: "numina-cot-sharegpt.jsonl", rows: 1000, roles: { user: 1000, assistant: 1000 } },
  { file: "gsm8k-train.jsonl", rows: 7473, roles: { user: 7473, assistant: 7473 } },
  { file: "bfcl-multi-turn-base.json", rows: 200, roles: { user: 734 } },
  {
    file: "shapes/ipw-sft-shape.jsonl",
    rows: 300,
    roles: { user: 746, assistant: 957, tool: 211, system: 300 },
    tools: 211,
  },
  {
    file: "shapes/react-observation-shape.jsonl",
    rows: 300,
    roles: { user: 957, assistant: 957, system: 300 },
    tools: 211,
  },
  { file: "shapes/tulu3-mlt-shape.jsonl", rows: 300, roles: { user: 487, assistant: 487 } },
];

describe("real files", () => {
  it.each(CASES)("counts the messages of $file", ({ file, rows, roles, tools = 0, topTool }) => {
    const facts = readDataFile(file).map((record) => measureConversation(record, NO_OPTIONS));
    expect(facts).toHaveLength(rows);
    expect(countAll(facts.flatMap((fact) => fact.roles))).toEqual(roles);
    const called = countAll(facts.flatMap((fact) => fact.tools));
    expect(sum(Object.values(called))).toBe(tools);
    if (topTool !== undefined) {
      expect(Object.entries(called).sort((a, b) => b[1] - a[1])[0]).toEqual(topTool);
    }
    expect(sum(facts.map((fact) => fact.messages))).toBe(sum(Object.values(roles)));
    expect(sum(facts.map((fact) => fact.turns))).toBe(roles.assistant ?? 0);
  });

  it("keeps the prompts of a preference set apart from its answers", () => {
    const prompts = readDataFile("dpo-en-sharegpt.json").map((record) =>
      readConversation(record, NO_OPTIONS),
    );
    expect(countAll(prompts.flatMap((prompt) => prompt.messages.map((message) => message.role)))).toEqual({
      user: 563,
      assistant: 263,
      system: 80,
    });
    expect(
      prompts.every((prompt) => prompt.variants.map((side) => side.name).join() === "chosen,rejected"),
    ).toBe(true);
  });

  it("names the model of each completion", () => {
    const models = readDataFile("tulu1-human-eval.jsonl")
      .flatMap((record) => readConversation(record, NO_OPTIONS).variants)
      .map((variant) => variant.model ?? "none");
    expect(countAll(models)).toEqual({ tulu_65B: 996, chatgpt: 332, tulu_7B: 332, tulu_human_only_65B: 332 });
  });

  it("tells reasoning, text and calls of typed parts apart", () => {
    const records = readDataFile("reason-tool-use-parts.jsonl");
    const kinds = records
      .flatMap((record) => readConversation(record, NO_OPTIONS).messages)
      .flatMap((message) => message.parts.map((part) => part.kind));
    // 221 texts in the data, 42 of them output of tools. One holds thinking up to a closing tag that was left in it.
    expect(countAll(kinds)).toEqual({
      text: 221 - 42,
      reasoning: 112 + 1,
      "tool-call": 68,
      "tool-result": 42,
    });
  });

  it("gives every assistant message its length label", () => {
    const options = { ...NO_OPTIONS, labelsField: "mlt" };
    const records = readDataFile("shapes/tulu3-mlt-shape.jsonl");
    const labels = records
      .flatMap((record) => readConversation(record, options).messages)
      .flatMap((message) => (message.role === "assistant" ? [message.label ?? "none"] : []));
    expect(countAll(labels)).toEqual({
      "[MLT:300]": 166,
      "[MLT:150]": 101,
      "[MLT:80]": 66,
      "[MLT:500]": 49,
      "[MLT:50]": 27,
      "[MLT:30]": 26,
      "[MLT:5]": 26,
      "[MLT:10]": 21,
      "[MLT:700]": 4,
      "[MLT:800]": 1,
    });
    expect(countProblems(records.map((record) => measureConversation(record, options)))).toEqual({});
  });

  it("splits every reply of a text protocol", () => {
    for (const file of ["shapes/ipw-sft-shape.jsonl", "shapes/react-observation-shape.jsonl"]) {
      const read = readDataFile(file).map((record) => readConversation(record, NO_OPTIONS));
      expect(read.every((conversation) => conversation.reading.protocol === "thought-tool")).toBe(true);
      const kinds = countAll(
        read.flatMap(({ messages }) => messages.flatMap(({ parts }) => parts.map((p) => p.kind))),
      );
      expect(kinds).toMatchObject({ "tool-call": 211, "tool-result": 211, answer: 746 });
    }
  });

  it("finds no turn count that differs where turns were counted right", () => {
    const options = { ...NO_OPTIONS, turnsField: "num_turns" };
    for (const file of ["shapes/ipw-sft-shape.jsonl", "shapes/react-observation-shape.jsonl"]) {
      expect(countProblems(readDataFile(file).map((record) => measureConversation(record, options)))).toEqual(
        {},
      );
    }
  });

  it("reads the odd shapes as their list of expectations says", () => {
    const records = readDataFile("corrupt/message-shapes.jsonl");
    const messages = records.map((record) => readConversation(record, NO_OPTIONS));
    const counts = messages.map((read) => read.messages.length);
    expect(counts).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0, 1, 6, 2, 1, 0, 0, 0, 0, 0]);
    expect(messages[12]?.variants.map((variant) => variant.messages.length)).toEqual([1, 1]);
    for (const row of [6, 7, 8, 13, 14, 15, 16, 17]) expect(messages[row]?.reading.field).toBeNull();
    expect(messages[6]?.reading.description).toBe("no messages: `messages` is null");
  });
});

function countAll(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function countProblems(facts: readonly ConversationFacts[]): Record<string, number> {
  return countAll(facts.flatMap((fact) => fact.problems));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
