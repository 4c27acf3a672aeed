import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { startDecoder } from "@/lib/format/parquet/test-files";
import type { Value } from "@/lib/format/value";
import { conversationTexts } from "./conversation-texts";
import { toJsonText } from "./json-text";
import { measureConversation } from "./measure-conversation";
import type { ReadOptions } from "./model";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS, readDataFile, readLines } from "./testing";
import { type Json, throughParquet } from "./testing-parquet";

/** Files whose records a Parquet schema can hold as they are. */
const FILES = [
  "shapes/tulu3-mlt-shape.jsonl",
  "shapes/ipw-sft-shape.jsonl",
  "shapes/react-observation-shape.jsonl",
  "kto-en-messages.json",
  "numina-cot-sharegpt.jsonl",
  "reason-tool-use-parts.jsonl",
  "glaive-toolcall-sharegpt.json",
  "tau-bench-airline-gpt4o.json",
  "dpo-en-sharegpt.json",
  "esft-intent-messages.jsonl",
  "mt-bench-question.jsonl",
  "tulu1-human-eval.jsonl",
];

const FIXTURES = new URL("./fixtures/", import.meta.url);

const OPTIONS: ReadOptions = {
  ...NO_OPTIONS,
  labelsField: "mlt",
  turnsField: "num_turns",
  groundTruthField: "ground_truth",
  finalAnswerField: "final_answer",
};

beforeAll(startDecoder);

/** Everything that is said of a record. */
function facts(value: Value): unknown {
  return {
    measured: measureConversation(value, OPTIONS),
    read: readConversation(value, OPTIONS),
    texts: conversationTexts(value, OPTIONS),
  };
}

const plain = (value: Value): { [name: string]: Json } => JSON.parse(toJsonText(value));

describe("a conversation from Parquet and the same as JSON", () => {
  it.each(FILES)("are one in %s, and one with the original", async (file) => {
    const originals = readDataFile(file);
    const { rows, records } = await throughParquet(originals.map(plain));
    expect(rows).toHaveLength(originals.length);
    for (const [at, row] of rows.entries()) {
      expect(facts(row)).toEqual(facts(jsonValue(records[at])));
      // Fields that are null in Parquet and absent in the original must not tell.
      expect(withoutReading(facts(row))).toEqual(withoutReading(facts(originals[at] as Value)));
    }
  });

  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith(".jsonl")))("are one in %s", async (name) => {
    const all = readLines(readFileSync(new URL(name, FIXTURES), "utf8"));
    const originals = all.filter((value) => value.kind === "object");
    // Records of a corpus differ in shape: each is a file of its own, with one column that surely holds a value.
    for (const original of originals) {
      const { rows, records } = await throughParquet([{ ...plain(original), id: "a" }]);
      expect(rows.map(facts)).toEqual(records.map((record) => facts(jsonValue(record))));
    }
  });

  it("are one for any records", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(conversation, { minLength: 1, maxLength: 6 }), async (originals) => {
        const { rows, records } = await throughParquet(originals);
        expect(rows.map(facts)).toEqual(records.map((record) => facts(jsonValue(record))));
      }),
      { numRuns: 150 },
    );
  });
});

function withoutReading(said: unknown): unknown {
  const { read, ...rest } = said as { read: object };
  return { ...rest, read: { ...read, reading: null } };
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    "",
    "<think>so</think>yes",
    "THOUGHT: a\nTOOL: search\nINPUT: b",
    "FINAL_ANSWER: 4",
    '<tool_call>{"name": "f", "arguments": {"a": 1}}</tool_call>',
    '{"name": "f", "arguments": {"a": 1}}',
    "Action: look\nAction Input: there",
    "\ufffd broken",
    "漢字 😀 é",
    "\n\nHuman: hi\n\nAssistant: hello",
  ),
);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const role = fc.constantFrom(
  "system",
  "user",
  "assistant",
  "tool",
  "human",
  "gpt",
  "observation",
  "function_call",
  "critic",
);
const call = fc.record({
  id: maybe(fc.constantFrom("c1", "c2")),
  type: fc.constant("function"),
  function: fc.record({ name: fc.constantFrom("search", "sum"), arguments: text }),
});
const part = fc.record(
  {
    type: fc.constantFrom("text", "reasoning", "tool_call", "tool_result", "image_url", "odd"),
    text: maybe(text),
    value: maybe(text),
    image_url: maybe(fc.record({ url: fc.constant("https://example.org/a.png") })),
  },
  { requiredKeys: ["type"] },
);
const messages = (content: fc.Arbitrary<Json>) =>
  fc.array(
    fc.record(
      {
        role,
        content,
        name: maybe(fc.constantFrom("search", "sum")),
        reasoning_content: maybe(text),
        tool_calls: maybe(fc.array(call, { maxLength: 2 })),
        tool_call_id: maybe(fc.constantFrom("c1", "c2")),
      },
      { requiredKeys: ["role", "content"] },
    ),
    { maxLength: 5 },
  );
const shareGpt = fc.array(fc.record({ from: role, value: maybe(text) }), { maxLength: 5 });
const extras = {
  mlt: maybe(fc.array(fc.constantFrom("[MLT:5]", "[MLT:>800]"), { maxLength: 3 })),
  num_turns: maybe(fc.integer({ min: 0, max: 4 })),
  ground_truth: maybe(fc.constantFrom("4", "5", "$\\frac12$")),
  final_answer: maybe(text),
};
const conversation: fc.Arbitrary<{ [name: string]: Json }> = fc.oneof(
  fc.record({ messages: messages(maybe(text)), ...extras }),
  fc.record({ messages: messages(fc.array(part, { maxLength: 3 })), ...extras }),
  fc.record({ conversations: shareGpt, system: maybe(text), tools: maybe(text), ...extras }),
  fc.record({ prompt: text, completion: maybe(text), ...extras }),
  fc.record({
    instruction: text,
    input: maybe(text),
    output: maybe(text),
    history: maybe(fc.array(fc.tuple(text, text), { maxLength: 2 })),
  }),
  fc.record({
    prompt: maybe(text),
    chosen: messages(text),
    rejected: messages(text),
    chosen_model: maybe(text),
    chosen_rating: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
  }),
  fc.record({
    prompt: text,
    completions: fc.array(fc.record({ model: maybe(text), completion: maybe(text) }), { maxLength: 3 }),
  }),
  fc.record({ id: fc.integer(), label: maybe(text), tags: maybe(fc.array(maybe(text), { maxLength: 3 })) }),
);
