import { describe, expect, it } from "vitest";
import { type Column, type ColumnType, OWN_COLUMNS } from "@/lib/schema";
import { chartOf, chooseCharts, pairColumns } from "./choose-charts";

function column(name: string, type: ColumnType, more: Partial<Column> = {}): Column {
  return { name, field: name, type, stored: "full", isEnum: false, ...more };
}

const OWN = [
  column(OWN_COLUMNS.turns, "integer", { field: null }),
  column(OWN_COLUMNS.assistantChars, "integer", { field: null }),
  column(OWN_COLUMNS.roles, "list<text>", { field: null }),
  column(OWN_COLUMNS.tools, "list<text>", { field: null }),
  column(OWN_COLUMNS.problems, "list<text>", { field: null }),
];

function names(columns: readonly Column[], roles: Parameters<typeof chooseCharts>[1]): string[] {
  return chooseCharts(columns, roles).map(({ kind, columns: of }) => `${kind} ${of.join()}`);
}

describe("the charts of a dataset on first sight", () => {
  it("lead with what trajectories are asked about", () => {
    const columns = [
      ...OWN,
      column("sample_id", "text"),
      column("category", "text", { isEnum: true }),
      column("teacher_model", "text", { isEnum: true }),
      column("success", "boolean"),
      column("total_tokens", "integer"),
      column("num_turns", "integer"),
      column("tools_used", "list<text>"),
      column("source_dataset", "text", { isEnum: true }),
    ];
    const roles = {
      id: ["sample_id"],
      category: ["category"],
      teacher: ["teacher_model"],
      success: ["success"],
      tokens: ["total_tokens"],
      turns: ["num_turns"],
      tools: ["tools_used"],
      source: ["source_dataset"],
    };
    expect(names(columns, roles)).toEqual([
      "values category",
      "teachers teacher_model",
      "histogram num_turns",
      "values success",
      "values source_dataset",
      "values tools_used",
      "tool-steps _tools",
      "histogram total_tokens",
      "values _roles",
      "histogram _assistant_chars",
      "values _problems",
    ]);
  });

  it("set labels against turns and sources, and models of pairs against each other", () => {
    const labelled = [...OWN, column("mlt", "list<text>"), column("source", "text", { isEnum: true })];
    expect(names(labelled, { labels: ["mlt"], source: ["source"] }).slice(0, 4)).toEqual([
      "labels mlt",
      "hit-rate mlt",
      "label-turns mlt",
      "cross source,mlt",
    ]);
    const pairs = [...OWN, column("chosen_model", "text"), column("rejected_model", "text")];
    expect(names(pairs, { teacher: ["rejected_model", "chosen_model"] }).slice(0, 3)).toEqual([
      "pair-models chosen_model,rejected_model",
      "wins chosen_model,rejected_model",
      "histogram _turns",
    ]);
  });

  it("name no column that is not there, and no field twice", () => {
    const charts = names([column("mlt", "text", { isEnum: true })], { labels: ["mlt"], source: ["gone"] });
    expect(charts).toEqual(["labels mlt", "hit-rate mlt"]);
  });

  it("leave text of many values, and what is only a preview, without a chart", () => {
    expect(chartOf(column("prompt", "text"), false)).toBeNull();
    expect(chartOf(column("tags", "list<text>", { stored: "preview" }), false)).toBeNull();
    expect(chartOf(column("when", "date"), false)).toBe("histogram");
  });

  it("know the sides of a pair by their names", () => {
    expect(pairColumns(["rejected_model", "chosen_model"])).toEqual(["chosen_model", "rejected_model"]);
    expect(pairColumns(["teacher_model"])).toBeNull();
  });
});
