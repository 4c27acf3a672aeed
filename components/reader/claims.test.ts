import { describe, expect, it } from "vitest";
import { measureConversation } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { jsonValue, parseRecordText } from "@/lib/format";
import type { Column, ColumnType, RoleAssignment } from "@/lib/schema";
import { claimText } from "./claim-text";
import { claimsOf } from "./claims";

function column(name: string, type: ColumnType): Column {
  return { name, field: name.startsWith("_") ? null : name, type, stored: "full", isEnum: false };
}

const COLUMNS = [
  column("id", "text"),
  column("category", "text"),
  column("sub", "text"),
  column("success", "boolean"),
  column("reward", "integer"),
  column("origin", "text"),
  column("total_tokens", "integer"),
  column("latency_seconds", "double"),
  column("latency_ms", "double"),
  column("cost_usd", "double"),
  column("joules", "double"),
  column("num_turns", "integer"),
  column("tools_used", "list<text>"),
  column("_turns", "integer"),
  column("_tools", "list<text>"),
];
const messages = [
  { role: "user", content: "Q" },
  { role: "assistant", content: "THOUGHT: a\nTOOL: search\nINPUT: x" },
  { role: "tool", content: "found" },
  { role: "assistant", content: "THOUGHT: b\nFINAL_ANSWER: y" },
];

function claims(record: object, roles: RoleAssignment) {
  const value = jsonValue(record);
  const facts = measureConversation(value, { ...NO_OPTIONS, turnsField: roles.turns?.[0] ?? null });
  return claimsOf(value, facts, COLUMNS, roles);
}

describe("what a record claims", () => {
  it("stands by role, in a fixed order, under the field's name where several play one", () => {
    const record = {
      messages,
      sub: "algebra",
      category: "maths",
      id: "r1",
      success: false,
      tools_used: ["search"],
    };
    const roles: RoleAssignment = {
      tools: ["tools_used"],
      success: ["success"],
      category: ["category", "sub"],
      id: ["id"],
    };
    expect(claims(record, roles).map(({ label, values }) => [label, values])).toEqual([
      ["id", ["r1"]],
      ["category", ["maths"]],
      ["sub", ["algebra"]],
      ["success", ["false"]],
      ["turns", ["2"]],
      ["tools", ["search"]],
      ["calls", ["search"]],
    ]);
  });

  it("leaves a reward its own name, which is no success in so many words", () => {
    const roles: RoleAssignment = { success: ["reward"], source: ["origin"] };
    const labels = claims({ messages, reward: 0, origin: "web" }, roles).map(({ label }) => label);
    expect(labels).toEqual(["source", "reward", "turns", "calls"]);
  });

  it("tells null from nothing, and a count that is not the claimed one", () => {
    const [category, turns] = claims(
      { messages: messages.slice(0, 1), category: null, num_turns: 7 },
      {
        category: ["category"],
        turns: ["num_turns"],
      },
    );
    expect(category?.values).toEqual([null]);
    expect(turns).toMatchObject({ values: ["7"], note: "0 counted" });
  });
});

describe("a claimed number", () => {
  const text = (role: "tokens" | "latency" | "cost" | "energy" | "id", name: string, json: string) => {
    const value = parseRecordText(`{"${name}": ${json}}`).value;
    const found = claimsOf(value, measureConversation(value, NO_OPTIONS), COLUMNS, { [role]: [name] })[0];
    return found ? claimText(found, found.values[0] ?? "") : null;
  };

  it.each([
    ["tokens", "total_tokens", "1234567", "1,234,567"],
    ["tokens", "total_tokens", "9007199254740993", "9007199254740993"],
    ["latency", "latency_seconds", "28.8651", "28.9 s"],
    ["latency", "latency_seconds", "754.2", "12 min 34 s"],
    ["latency", "latency_ms", "1250", "1.3 s"],
    ["cost", "cost_usd", "0.00123450", "$0.0012345"],
    ["energy", "joules", "41234.5", "41,234.5 J"],
    ["id", "total_tokens", "1234567", "1234567"],
    ["tokens", "total_tokens", '"1234"', "1234"],
  ] as const)("of %s in %s, %s, reads %s", (role, name, json, shown) => {
    expect(text(role, name, json)).toBe(shown);
  });
});
