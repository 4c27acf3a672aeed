import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format";
import { describeType } from "./describe-type";
import { splitsOf } from "./split-names";

const typeOf = (...values: unknown[]) => describeType(values.map(jsonValue));

describe("the type of nested values", () => {
  it("joins the fields of all samples", () => {
    const first = [{ role: "user", content: "hi" }];
    const second = [{ role: "tool", content: null, name: "calculator" }];
    expect(typeOf(first, second)).toBe("list<struct<role: string, content: string, name: string>>");
  });

  it("widens numbers and gives up where kinds differ", () => {
    expect(typeOf(1, null)).toBe("int64");
    expect(typeOf([1], [2.5])).toBe("list<float64>");
    expect(typeOf(1, "one")).toBe("json");
    expect(typeOf([{ a: 1 }, "b"])).toBe("list<json>");
    expect(typeOf(null)).toBe("null");
    expect(typeOf([])).toBe("list<null>");
  });
});

describe("splits", () => {
  it("are files whose names differ in the shard only", () => {
    const names = ["data/train-00000-of-00002.parquet", "train-00001-of-00002.parquet", "test.jsonl.gz"];
    expect(splitsOf(names)).toEqual([
      { name: "train", files: [0, 1] },
      { name: "test", files: [2] },
    ]);
    expect(splitsOf(["general_sft_stage1.parquet", ".jsonl"]).map((split) => split.name)).toEqual([
      "general_sft_stage1",
      ".jsonl",
    ]);
  });
});
