import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Value } from "@/lib/format/value";
import { measureConversation } from "./measure-conversation";
import type { Conversation, Message, ReadOptions } from "./model";
import { mainMessages, readConversation } from "./read-conversation";
import { NO_OPTIONS, readDataFile, readLines } from "./testing";

const FILES = [
  "tau-bench-airline-gpt4o.json",
  "hh-rlhf-harmless-test.jsonl.gz",
  "dpo-en-sharegpt.json",
  "glaive-toolcall-sharegpt.json",
  "reason-tool-use-parts.jsonl",
  "kto-en-messages.json",
  "esft-intent-messages.jsonl",
  "mt-bench-question.jsonl",
  "arena-hard-v2-question.jsonl",
  "tulu1-human-eval.jsonl",
  "numina-cot-sharegpt.jsonl",
  "gsm8k-train.jsonl",
  "bfcl-multi-turn-base.json",
  "shapes/ipw-sft-shape.jsonl",
  "shapes/react-observation-shape.jsonl",
  "shapes/tulu3-mlt-shape.jsonl",
  "corrupt/message-shapes.jsonl",
  "corrupt/crlf.jsonl",
  "corrupt/odd-keys.jsonl",
  "corrupt/big-numbers.jsonl",
  "corrupt/deep-500.json",
];

const OPTIONS: ReadOptions = {
  ...NO_OPTIONS,
  labelsField: "mlt",
  turnsField: "num_turns",
  groundTruthField: "ground_truth",
  finalAnswerField: "final_answer",
};

const FIXTURES = new URL("./fixtures/", import.meta.url);

describe("the index and the reader", () => {
  it.each(FILES)("say the same about %s", (file) => {
    for (const record of readDataFile(file)) expectAgreement(record);
  });

  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith(".jsonl")))(
    "say the same about %s",
    (name) => {
      for (const record of readLines(readFileSync(new URL(name, FIXTURES), "utf8"))) expectAgreement(record);
    },
  );
});

it("counts the models of completions", () => {
  const counts: Record<string, number> = {};
  for (const record of readDataFile("tulu1-human-eval.jsonl")) {
    for (const model of measureConversation(record, NO_OPTIONS).models)
      counts[model] = (counts[model] ?? 0) + 1;
  }
  expect(counts).toEqual({ tulu_65B: 996, chatgpt: 332, tulu_7B: 332, tulu_human_only_65B: 332 });
});

function expectAgreement(record: Value): void {
  const facts = measureConversation(record, OPTIONS);
  const read = readConversation(record, OPTIONS);
  const main = mainMessages(read);
  const assistant = main.filter((message) => message.role === "assistant");
  expect({
    roles: facts.roles,
    messages: facts.messages,
    turns: facts.turns,
    chars: facts.chars,
    assistantChars: facts.assistantChars,
    tools: facts.tools,
    models: facts.models,
    prompt: facts.prompt,
    reply: facts.reply,
    usedFields: facts.usedFields,
    isEmpty: facts.problems.includes("empty message"),
    hasHash: facts.hash !== null,
  }).toEqual({
    roles: main.map((message) => message.role),
    messages: main.length,
    turns: assistant.length,
    chars: sumChars(main),
    assistantChars: sumChars(assistant),
    tools: toolsOf(main),
    models: modelsOf(read, record),
    prompt: previewText(main.find((message) => message.role === "user")),
    reply: previewText(assistant.at(-1)),
    usedFields: read.usedFields,
    isEmpty: allMessages(read).some(isEmpty),
    hasHash: read.reading.field !== null,
  });
}

function allMessages(read: Conversation): readonly Message[] {
  return [...read.messages, ...read.variants.flatMap((variant) => variant.messages)];
}

function sumChars(messages: readonly Message[]): number {
  return messages.reduce((total, message) => total + message.chars, 0);
}

/** Tools by their calls; by the name of the tool message where no call came before it. */
function toolsOf(messages: readonly Message[]): string[] {
  const tools: string[] = [];
  let isAnswering = false;
  for (const message of messages) {
    const calls = message.parts.flatMap((part) => (part.kind === "tool-call" ? [part.name] : []));
    tools.push(...calls.filter((name) => name !== ""));
    if (message.role === "assistant") isAnswering = calls.length > 0;
    if (message.role === "tool" && !isAnswering && message.name !== null) tools.push(message.name);
  }
  return tools;
}

/** Models of the variants that no field beside the conversation names. */
function modelsOf(read: Conversation, record: Value): string[] {
  const beside = [...record.fields()].flatMap(([, field]) => [field, ...field.items()]);
  const named = new Set(beside.filter(({ kind }) => kind === "text").map((value) => value.text()));
  return read.variants.flatMap(({ model }) => (model === null || named.has(model) ? [] : [model]));
}

function isEmpty(message: Message): boolean {
  return message.parts.every((part) => {
    const isSpoken = part.kind !== "tool-call" && part.kind !== "image" && part.kind !== "unknown";
    return isSpoken && part.text.trim() === "";
  });
}

function previewText(message: Message | undefined): string | null {
  const start = [...(message?.text ?? "").trimStart()].slice(0, 160).join("");
  const line = start.replace(/[\n\r\t\v\f]\s*/g, " ");
  return line === "" ? null : line === start ? start : line.trimEnd();
}
