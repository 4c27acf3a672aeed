import { describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema/model";
import { columnNames } from "./column-names";
import { haveConversations, initialWidth, layoutColumns, longestNumbers } from "./order-columns";

const column = (name: string, field: string | null = name): Column => ({
  name,
  field,
  type: "text",
  stored: "full",
  isEnum: false,
});

describe("layoutColumns", () => {
  const columns = [
    column("latency"),
    column("category"),
    column("id"),
    column("_row", null),
    column("_offset", null),
    column("_prompt", null),
    column("_file", null),
    column("__odd", "_odd"),
  ];

  it("starts with the columns that play a role and leaves no column out", () => {
    const layout = layoutColumns(columns, { id: ["id"], category: ["category"] });
    expect(layout.order).toEqual(["id", "category", "_prompt", "latency", "__odd", "_offset", "_file"]);
  });

  it("shows the fields of the data, and nothing that is measured, where no row holds a conversation", () => {
    const rows = (messages: number[]) => messages.map((count) => ({ _messages: count }));
    expect(haveConversations(rows([0, 2]))).toBe(true);
    expect(haveConversations([])).toBe(true);
    const seen = { empty: [], haveConversations: haveConversations(rows([0, 0])) };
    const { order, hidden } = layoutColumns(columns, { id: ["id"] }, seen);
    expect(order.slice(0, 5)).toEqual(["id", "latency", "category", "__odd", "_prompt"]);
    expect(hidden).toEqual(["_prompt", "_offset", "_file"]);
  });

  it("starts with the value of records that are no objects", () => {
    expect(layoutColumns([...columns, column("_value", null)], { id: ["id"] }).order[0]).toBe("_value");
  });

  it("hides bookkeeping at first", () => {
    expect(layoutColumns(columns, {}).hidden).toEqual(["_offset", "_file"]);
  });

  it("shows the models of answers where they are the teachers, and hides them elsewhere", () => {
    const withModels = [...columns, column("_models", null)];
    expect(layoutColumns(withModels, {}).hidden).toContain("_models");
    expect(layoutColumns(withModels, { teacher: ["_models"] }).hidden).not.toContain("_models");
  });

  it("hides a measured column without values, but no field of the data", () => {
    const seen = { empty: ["_prompt", "latency"], haveConversations: true };
    expect(layoutColumns(columns, {}, seen).hidden).toContain("_prompt");
    expect(layoutColumns(columns, {}, seen).hidden).not.toContain("latency");
  });

  it("ignores a role whose column the dataset lacks", () => {
    expect(layoutColumns(columns, { teacher: ["model"] }).order).not.toContain("model");
  });
});

describe("columnNames", () => {
  it("shows fields as the data names them and tells measured columns of the same name apart", () => {
    const names = columnNames([
      column("__odd", "_odd"),
      column("", ""),
      column("turns"),
      column("_turns", null),
      column("_problems", null),
      column("prompt"),
      { ...column("_prompt", null), stored: "preview" },
    ]);
    expect(Object.fromEntries(names)).toEqual({
      __odd: "_odd",
      "": "(empty name)",
      turns: "turns",
      _turns: "turns (counted)",
      _problems: "problems",
      prompt: "prompt",
      _prompt: "prompt (preview)",
    });
  });
});

describe("initialWidth", () => {
  it("gives a name that is long room for itself, and not for more than others need", () => {
    const turns = column("_turns", null);
    const [short, long, longest] = ["turns", "turns (counted)", "t".repeat(200)].map((label) =>
      initialWidth({ ...turns, type: "integer" }, label),
    );
    expect(long).toBeGreaterThan(short ?? Number.NaN);
    expect(longest).toBe(200);
  });

  it("gives the digits of a long number room", () => {
    const rows = [
      { id: 1234567890123456789n, n: 7 },
      { id: null, n: 1_000 },
    ];
    expect(longestNumbers(rows)).toEqual(
      new Map([
        ["id", 25],
        ["n", 5],
      ]),
    );
    const id = { ...column("id"), type: "integer" } as const;
    expect(initialWidth(id, "id", 25)).toBeGreaterThan(initialWidth(id, "id"));
    expect(initialWidth(id, "id", 5)).toBe(initialWidth(id, "id"));
  });
});
