import { describe, expect, it } from "vitest";
import { readConversation } from "@/lib/conversation";
import { NO_OPTIONS, readLines } from "@/lib/conversation/testing";
import type { Distribution } from "@/lib/query";
import { compareFields } from "./compare-fields";
import { conversationScript } from "./conversation-script";
import { differenceOf, pairValues } from "./pair-values";

function counted(values: Record<string, number>, nulls = 0): Distribution {
  const entries = Object.entries(values).map(([value, count]) => ({ value, count, byFile: [count] }));
  const all = nulls === 0 ? entries : [...entries, { value: null, count: nulls, byFile: [nulls] }];
  const total = all.reduce((sum, { count }) => sum + count, 0);
  return { values: all, distinct: all.length, named: entries.length, total };
}

describe("the values of two sides", () => {
  const a = counted({ math: 50, chat: 30, code: 20 });
  const b = counted({ chat: 30, math: 160, law: 10 });

  it("stand in one list with their shares", () => {
    expect(pairValues(a, b, "count")).toEqual([
      { value: "math", a: 50, b: 160, shareA: 0.5, shareB: 0.8 },
      { value: "chat", a: 30, b: 30, shareA: 0.3, shareB: 0.15 },
      { value: "code", a: 20, b: 0, shareA: 0.2, shareB: 0 },
      { value: "law", a: 0, b: 10, shareA: 0, shareB: 0.05 },
    ]);
  });

  it("are ordered by difference in share, whichever way it goes", () => {
    const pairs = pairValues(a, b, "difference");
    expect(pairs.map(({ value }) => value)).toEqual(["math", "code", "chat", "law"]);
    expect(pairs.map((pair) => Math.round(differenceOf(pair) * 100))).toEqual([30, -20, -15, 5]);
  });

  it("are ordered by the numbers in their names, no value last", () => {
    const labels = counted({ "[MLT:800]": 1, "[MLT:5]": 1 }, 4);
    const names = pairValues(labels, counted({ "[MLT:50]": 2 }), "name").map(({ value }) => value);
    expect(names).toEqual(["[MLT:5]", "[MLT:50]", "[MLT:800]", null]);
  });

  it("have no share where nothing was counted", () => {
    expect(pairValues(counted({}), counted({ x: 3 }), "count")).toEqual([
      { value: "x", a: 0, b: 3, shareA: 0, shareB: 1 },
    ]);
  });
});

describe("the fields of two sides", () => {
  it("stand with those of one side first, then those of two types", () => {
    const field = (name: string, type: string) => ({ name, type, filled: 1 });
    const messages = "list<struct<role: string, content: string>>";
    const compared = compareFields(
      [
        field("id", "string"),
        field("score", "int64"),
        field("old", "string"),
        field("messages", messages),
        field("calls", "list<null>"),
        field("note", "list<null>"),
      ],
      [
        field("id", "string"),
        field("score", "float64"),
        field("messages", "list<struct<role: string>>"),
        field("calls", "list<struct<tool: string>>"),
        field("note", "string"),
        field("new", "string"),
      ],
    );
    expect(compared.map(({ name, kind }) => [name, kind])).toEqual([
      ["old", "only-a"],
      ["new", "only-b"],
      ["score", "type-differs"],
      ["note", "type-differs"],
      ["id", "same"],
      ["messages", "same"],
      ["calls", "same"],
    ]);
  });
});

describe("a conversation as text", () => {
  it("names every role and keeps calls and results", () => {
    const line = JSON.stringify({
      messages: [
        { role: "user", content: "2+2?" },
        {
          role: "assistant",
          content: "",
          tool_calls: [{ id: "1", type: "function", function: { name: "add", arguments: "[2,2]" } }],
        },
        { role: "tool", tool_call_id: "1", name: "add", content: "4" },
        { role: "assistant", content: "<think>easy</think>Four." },
      ],
    });
    const [value] = readLines(line);
    if (value === undefined) throw new Error("no record");
    const script = conversationScript(readConversation(value, NO_OPTIONS));
    expect(script).toBe(
      "[user]\n2+2?\n\n[assistant]\n(call) add\n[2,2]\n\n[tool add]\n4\n\n[assistant]\n(reasoning)\neasy\nFour.",
    );
  });
});
