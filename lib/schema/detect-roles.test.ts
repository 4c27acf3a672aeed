import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { type Cell, type Column, type ColumnType, detectRoles, type RoleAssignment } from "./index";

function sharedFile(name: string): string {
  return fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
}

/** Columns with the types that values have in memory; objects and lists of objects are left out. */
function columnsOf(
  records: readonly Record<string, unknown>[],
): [Column[], (column: string) => readonly Cell[]] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const columns = names.flatMap((name): Column[] => {
    const type = typeOf(records.map((record) => record[name] ?? null));
    return type === null ? [] : [{ name, field: name, type, stored: "full", isEnum: false }];
  });
  return [columns, (column) => records.map((record) => toCell(record[column] ?? null))];
}

function typeOf(values: readonly unknown[]): ColumnType | null {
  const shown = values.filter((value) => value !== null);
  if (shown.length === 0) return "text";
  if (shown.every((value) => typeof value === "boolean")) return "boolean";
  if (shown.every((value) => Number.isInteger(value))) return "integer";
  if (shown.every((value) => typeof value === "number" || typeof value === "bigint")) return "double";
  if (shown.every((value) => typeof value === "string")) return "text";
  if (shown.every((value) => Array.isArray(value) && value.every((item) => typeof item === "string")))
    return "list<text>";
  return null;
}

function toCell(value: unknown): Cell {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return Array.isArray(value) ? value.map(toCell) : JSON.stringify(value);
}

async function rolesOf(file: string): Promise<RoleAssignment> {
  return detectRoles(...columnsOf((await recordsOf(file)).slice(0, 300)));
}

async function recordsOf(file: string): Promise<Record<string, unknown>[]> {
  if (file.endsWith(".parquet")) {
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(`FROM read_parquet('${sharedFile(file)}') LIMIT 300`);
    return reader.getRowObjectsJson();
  }
  const text = readFileSync(sharedFile(file), "utf8");
  if (text.startsWith("[")) return JSON.parse(text);
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

describe("the roles of columns", () => {
  it.each<[string, RoleAssignment]>([
    [
      "shapes/ipw-sft-shape.jsonl",
      {
        id: ["sample_id"],
        category: ["category"],
        source: ["source_dataset"],
        teacher: ["teacher_model"],
        success: ["success"],
        "ground-truth": ["ground_truth"],
        "final-answer": ["final_answer"],
        tokens: ["total_tokens"],
        latency: ["total_latency_seconds"],
        cost: ["total_cost_usd"],
        energy: ["total_energy_joules"],
        turns: ["num_turns"],
        tools: ["tools_used"],
      },
    ],
    ["shapes/tulu3-mlt-shape.jsonl", { id: ["id"], labels: ["mlt"], source: ["source"] }],
    [
      "shapes/tulu3-preference-shape.parquet",
      {
        id: ["id"],
        source: ["source"],
        teacher: ["chosen_model", "rejected_model"],
        rating: ["chosen_rating", "rejected_rating"],
      },
    ],
    ["shapes/acemath-shape.parquet", {}],
    [
      "mt-bench-question.jsonl",
      { id: ["question_id"], category: ["category"], "ground-truth": ["reference"] },
    ],
    ["arena-hard-v2-question.jsonl", { id: ["uid"], category: ["category", "subcategory"] }],
    ["esft-intent-messages.jsonl", { id: ["id"], source: ["dataset"], tokens: ["length"] }],
    ["kto-en-messages.json", { success: ["label"] }],
    ["gsm8k-verl.parquet", { category: ["ability"], source: ["data_source"] }],
    ["tau-bench-airline-gpt4o.json", { success: ["reward"] }],
    ["glaive-toolcall-sharegpt.json", {}],
    ["gsm8k-train.jsonl", {}],
  ])("are found in %s", async (file, roles) => {
    expect(existsSync(sharedFile(file))).toBe(true);
    expect(await rolesOf(file)).toEqual(roles);
  });

  it("follow content where names mislead", () => {
    const records = Array.from({ length: 50 }, (_, index) => ({
      model: `a description of model ${index} that is written anew for every row`,
      category: `unique ${index}`,
      label: index,
      success: index * 3,
      buckets: [`[MLT:${(index % 4) * 10}]`, "[MLT:>800]"],
      turns: ["first", "second"],
      chatTopic: index % 2 === 0 ? "maths" : "code",
      modelName: "kimi-k2",
    }));
    expect(detectRoles(...columnsOf(records))).toEqual({
      labels: ["buckets"],
      category: ["chatTopic"],
      teacher: ["modelName"],
    });
  });

  it("take labels kept as texts", () => {
    const records = [{ size: "[MLT:5]" }, { size: "[MLT:50]" }, { size: null }];
    expect(detectRoles(...columnsOf(records))).toEqual({ labels: ["size"] });
  });

  it("are not given to Loupe's own columns", () => {
    const own: Column = { name: "_tools", field: null, type: "list<text>", stored: "full", isEnum: true };
    expect(detectRoles([own], () => [["calculator"]])).toEqual({});
  });
});

describe("the models of variants", () => {
  const own: Column = { name: "_models", field: null, type: "list<text>", stored: "full", isEnum: false };
  const teacher: Column = { ...own, name: "model", field: "model", type: "text" };

  it("are the teachers where no column names any", () => {
    expect(detectRoles([own], () => [[], ["tulu_65B", "chatgpt"]])).toEqual({ teacher: ["_models"] });
    expect(detectRoles([own], () => [[], []])).toEqual({});
  });

  it("stand back where a column does", () => {
    expect(
      detectRoles([own, teacher], (name) => (name === "model" ? ["gpt-4", "gpt-4"] : [["chatgpt"]])),
    ).toEqual({ teacher: ["model"] });
  });
});
