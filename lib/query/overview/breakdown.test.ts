import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { Filter } from "@/lib/view";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, finishIndex, readRecords, scopeOf, stageFile } from "../testing/test-index";
import { type BreakdownRequest, breakdown } from "./breakdown";

interface Trajectory {
  category: string;
  teacher_model: string;
  success: boolean;
  num_turns: number;
  total_tokens: number;
  tools_used: string[];
}

const COLUMNS = [
  column("category", "text"),
  column("teacher_model", "text"),
  column("success", "boolean"),
  column("num_turns", "integer"),
  column("total_tokens", "integer"),
  column("tools_used", "list<text>"),
];
const BY_COUNT: BreakdownRequest = { order: "count", limit: 1000, measures: [] };

function meanOf(rows: readonly Trajectory[], value: (row: Trajectory) => number): number | null {
  return rows.length === 0 ? null : rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
}

describe.each(ENGINES)("in %s, a breakdown", (_, start) => {
  const rows = readRecords<Trajectory>("shapes/ipw-sft-shape.jsonl");
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
    columns = await stageFile(engine, "shapes/ipw-sft-shape.jsonl", COLUMNS);
    columns = (await finishIndex(engine, columns)).columns;
  });
  afterAll(() => engine.close());

  const someTurns: Filter = {
    kind: "ranges",
    column: "num_turns",
    ranges: [{ min: 1, max: 1 }],
    exclude: true,
  };
  const oneCategory: Filter = {
    kind: "one-of",
    column: "category",
    values: ["High School Math"],
    exclude: false,
  };
  const kept = rows.filter((row) => row.num_turns !== 1);

  it("counts every value beside what the other filters leave, and says how many values make 80 %", async () => {
    const scope = scopeOf(columns, { filters: [someTurns, oneCategory] });
    const answer = await breakdown(engine, scope, "category", BY_COUNT);
    const counts = new Map<string, number>();
    for (const row of kept) counts.set(row.category, (counts.get(row.category) ?? 0) + 1);
    expect(answer.rowsInView).toBe(kept.length);
    expect(answer.rowsTotal).toBe(rows.length);
    expect(answer.distinct).toBe(new Set(rows.map((row) => row.category)).size);
    expect(answer.values.map(({ selected }) => selected)).toEqual(
      answer.values.map(({ value }) => counts.get(value ?? "") ?? 0),
    );
    const sorted = [...counts.values()].sort((a, b) => b - a);
    let sum = 0;
    const core = sorted.findIndex((count) => {
      sum += count;
      return sum >= 0.8 * kept.length;
    });
    expect(answer.core).toBe(core + 1);
    expect(answer.values.at(-1)?.running).toBe(kept.length);
    expect(answer.largestTotal).toBe(117);
  });

  it("knows the means and the success of each value, and orders by them", async () => {
    const scope = scopeOf(columns, { filters: [someTurns] });
    const measures = [
      { name: "success", column: "success", kind: "success" as const },
      { name: "tokens", column: "total_tokens", kind: "mean" as const },
      { name: "cost", column: "no such column", kind: "mean" as const },
    ];
    const answer = await breakdown(engine, scope, "category", { order: 1, limit: 1000, measures });
    for (const { value, means } of answer.values) {
      const own = kept.filter((row) => row.category === value);
      expect(means[0]).toEqual(meanOf(own, (row) => Number(row.success)));
      const tokens = meanOf(own, (row) => row.total_tokens);
      if (tokens === null) expect(means[1]).toBeNull();
      else expect(means[1]).toBeCloseTo(tokens, 9);
      expect(means[2]).toBeNull();
    }
    const known = answer.values.map(({ means }) => means[1] ?? Number.NEGATIVE_INFINITY);
    expect(known).toEqual([...known].sort((a, b) => b - a));
  });

  it("turns every order round, and what has no name or measure stays last", async () => {
    const scope = scopeOf(columns, { filters: [someTurns] });
    const measures = [{ name: "success", column: "success", kind: "success" as const }];
    const orders = [
      { column: "category", order: "count", measures: [] },
      { column: "category", order: "count", measures },
      { column: "category", order: "name", measures: [] },
      { column: "category", order: "name", measures },
      { column: "tools_used", order: "name", measures },
      { column: "num_turns", order: "name", measures: [] },
      { column: "num_turns", order: "name", measures },
      { column: "category", order: 0, measures },
    ] as const;
    for (const { column: name, ...request } of orders) {
      const ask = (isReversed: boolean) =>
        breakdown(engine, scope, name, { ...request, isReversed, limit: 1000 });
      const [forth, back] = [await ask(false), await ask(true)];
      const keyOf = ({ value, selected, total, means }: (typeof forth.values)[number]) =>
        request.order === "name"
          ? value
          : request.order === "count"
            ? JSON.stringify([selected, total])
            : (means[0] ?? null);
      const [keys, reversed] = [forth.values.map(keyOf), back.values.map(keyOf)];
      const known = keys.filter((key) => key !== null);
      const unknown = keys.filter((key) => key === null);
      expect(reversed).toEqual([...known.toReversed(), ...unknown]);
      // What is told of the values is the same in either direction.
      const byValue = (found: typeof forth) => new Map(found.values.map((entry) => [entry.value, entry]));
      expect(byValue(back)).toEqual(byValue(forth));
      const few = await breakdown(engine, scope, name, { ...request, isReversed: true, limit: 2 });
      expect(few.values).toEqual(back.values.slice(0, 2));
    }
  });

  it("groups teachers, with means over all of a group", async () => {
    const scope = { ...scopeOf(columns, { groupTeachers: true }), teacherColumns: ["teacher_model"] };
    const measures = [{ name: "tokens", column: "total_tokens", kind: "mean" as const }];
    const answer = await breakdown(engine, scope, "teacher_model", { order: "count", limit: 9, measures });
    expect(answer.values.map(({ value, total }) => [value, total])).toEqual([
      ["kimi-k2", 291],
      ["claude-sonnet", 7],
      ["claude-opus", 2],
    ]);
    const kimi = rows.filter((row) => row.teacher_model.includes("kimi-k2"));
    expect(answer.values[0]?.means[0]).toBeCloseTo(meanOf(kimi, (row) => row.total_tokens) ?? 0, 9);
  });

  it("counts a row once for an item of a list, with measures and without", async () => {
    const scope = scopeOf(columns, { filters: [someTurns] });
    const plain = await breakdown(engine, scope, "tools_used", BY_COUNT);
    const measures = [{ name: "success", column: "success", kind: "success" as const }];
    const measured = await breakdown(engine, scope, "tools_used", { ...BY_COUNT, measures });
    const tool = plain.values[0]?.value;
    const withTool = kept.filter((row) => row.tools_used.includes(tool ?? "")).length;
    expect(plain.values[0]?.selected).toBe(withTool);
    expect(measured.values.map(({ value, selected, total }) => [value, selected, total])).toEqual(
      plain.values.map(({ value, selected, total }) => [value, selected, total]),
    );
  });

  it("has totals but no values where the column has none or does not exist", async () => {
    const missing = await breakdown(engine, scopeOf(columns), "nothing", BY_COUNT);
    expect(missing.values).toEqual([]);
    const few = await breakdown(engine, scopeOf(columns), "category", { ...BY_COUNT, limit: 2 });
    expect(few.values).toHaveLength(2);
    expect(few.distinct).toBeGreaterThan(2);
  });
});
