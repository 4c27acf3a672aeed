import { describe, expect, it } from "vitest";
import { JsonNumber } from "@/lib/format/json-number";
import { jsonValue } from "@/lib/format/json-value";
import { conversationTexts } from "./conversation-texts";
import { toJsonText } from "./json-text";
import { measureConversation } from "./measure-conversation";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS } from "./testing";

describe("hostile and odd records", () => {
  it("survives nesting far beyond what a stack holds", () => {
    const depth = 20_000;
    const deep = "[".repeat(depth) + "]".repeat(depth);
    for (const text of [deep, `{"messages":${deep}}`, `{"messages":[{"role":"user","content":${deep}}]}`]) {
      const record = jsonValue(JSON.parse(text));
      const read = readConversation(record, NO_OPTIONS);
      expect(measureConversation(record, NO_OPTIONS).messages).toBe(read.messages.length);
    }
    expect(toJsonText(jsonValue(JSON.parse(deep)))).toBe(deep);
  });

  it("survives objects nested in objects", () => {
    const depth = 20_000;
    const record = jsonValue(JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`));
    expect(readConversation(record, NO_OPTIONS).reading.field).toBeNull();
  });

  it("does not take what objects inherit for fields", () => {
    const record = jsonValue(
      JSON.parse('{"messages":[{"role":"constructor","content":"x"},{"content":"y"}]}'),
    );
    const { messages } = readConversation(record, NO_OPTIONS);
    expect(messages.map((message) => [message.role, message.sourceRole, message.text])).toEqual([
      ["other", "constructor", "x"],
      ["other", "", "y"],
    ]);
  });

  it("reads a field named __proto__ as any other", () => {
    const record = jsonValue(JSON.parse('{"__proto__":[{"role":"user","content":"x"}]}'));
    const read = readConversation(record, { ...NO_OPTIONS, conversationField: "__proto__" });
    expect(read.messages.map((message) => message.text)).toEqual(["x"]);
  });

  it("keeps the digits of large numbers in arguments", () => {
    const call = { name: "f", arguments: { id: new JsonNumber("9876543210123456789") } };
    const record = jsonValue({ messages: [{ role: "assistant", content: null, tool_calls: [call] }] });
    const [part] = readConversation(record, NO_OPTIONS).messages[0]?.parts ?? [];
    expect(part).toMatchObject({ kind: "tool-call", argumentsText: '{"id":9876543210123456789}' });
  });
});

describe("the chosen field", () => {
  const record = jsonValue({
    messages: [{ role: "user", content: "m" }],
    trace: [{ role: "user", content: "t" }],
    note: "plain",
    data: { inner: [{ role: "user", content: "i" }] },
    none: null,
  });
  const textsOf = (conversationField: string) =>
    conversationTexts(record, { ...NO_OPTIONS, conversationField });

  it("is read instead of the one that would be found", () => {
    expect(textsOf("trace")).toEqual(["t"]);
    expect(textsOf("data.inner")).toEqual(["i"]);
  });

  it("may hold plain text", () => {
    expect(textsOf("note")).toEqual(["plain"]);
  });

  it("falls back to what is found in records that do not have it", () => {
    expect(textsOf("missing")).toEqual(["m"]);
    expect(textsOf("none")).toEqual(["m"]);
  });

  it("is offered among the alternatives", () => {
    expect(readConversation(record, NO_OPTIONS).reading.alternatives).toEqual(["trace"]);
  });
});
