import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countValues } from "./distribution";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, literal, scopeOf, stageRows } from "./testing/test-index";
import { spreadNumbers, totalView } from "./view-totals";

const NAME = 'say "hi"';
const COLUMNS = [column(NAME, "text"), column("labels", "list<text>"), column("n", "double")];

interface Row {
  text: string | null;
  labels: (string | null)[] | null;
  n: number | null;
  file: number;
}

const ROW = fc.record<Row>({
  text: fc.constantFrom("a", "b", "it's", "", null),
  labels: fc.option(fc.array(fc.constantFrom("[MLT:5]", "[MLT:10]", "[MLT:>800]", null), { maxLength: 4 })),
  n: fc.option(fc.constantFrom(0, 1, 2.5, -3, Number.NaN, Number.POSITIVE_INFINITY)),
  file: fc.integer({ min: 0, max: 1 }),
});

describe.each(ENGINES)("in %s, the counts of a card", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  async function stage(rows: readonly Row[]) {
    const values = rows.map(
      (row) =>
        `(${literal(row.text)}, ${literal(row.labels)}::VARCHAR[], ${literal(row.n)}::DOUBLE, ${row.file})`,
    );
    const select = `SELECT * FROM (VALUES ${values.join(", ")}) AS t("say ""hi""", labels, n, part)`;
    const columns = await stageRows(engine, select, COLUMNS);
    for (const [index, row] of rows.entries()) {
      await engine.execute(`UPDATE staging SET _file = ${row.file} WHERE _line = ${index + 1}`);
    }
    return columns;
  }

  it("are those of plain code", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ROW, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (rows, isFiltered) => {
          const columns = await stage(rows);
          const filters = isFiltered
            ? [{ kind: "one-of", column: NAME, values: ["a", null], exclude: false } as const]
            : [];
          const scope = scopeOf(columns, { filters });
          const inView = rows.filter((row) => !isFiltered || row.text === "a" || row.text === null);

          const texts = await countValues(engine, scope, NAME, { order: "count", files: 2 });
          expect(sorted(texts?.values ?? [])).toEqual(counted(inView.map((row) => [row.text, row.file])));
          expect(texts?.total).toBe(inView.length);
          expect(texts?.named).toBe(new Set(inView.flatMap((row) => row.text ?? [])).size);

          const labels = await countValues(engine, scope, "labels", { order: "number", files: 2 });
          const items = inView.flatMap((row) =>
            (row.labels ?? []).map((label) => [label, row.file] as const),
          );
          const known = items.filter(([label]) => label !== null);
          expect(sorted(labels?.values ?? [])).toEqual(counted(known));
          expect(labels?.total).toBe(known.length);
          const order = ["[MLT:5]", "[MLT:10]", "[MLT:>800]"];
          const places = (labels?.values ?? []).map(({ value }) => order.indexOf(value ?? ""));
          expect(places).toEqual([...places].sort((a, b) => a - b));

          const totals = await totalView(engine, scope, 2);
          expect(totals.rows).toBe(inView.length);
          expect(totals.rowsByFile).toEqual(
            [0, 1].map((file) => inView.filter((row) => row.file === file).length),
          );
          expect(totals.filled.get(NAME)).toBe(inView.filter((row) => (row.text ?? "") !== "").length);
          expect(totals.filled.get("labels")).toBe(
            inView.filter((row) => (row.labels ?? []).length > 0).length,
          );

          const finite = inView.flatMap((row) => (Number.isFinite(row.n) ? [row.n as number] : []));
          const [spread] = await spreadNumbers(engine, scope, ["n"]);
          if (finite.length === 0) expect(spread).toBeUndefined();
          else {
            expect(spread?.min).toBe(Math.min(...finite));
            expect(spread?.max).toBe(Math.max(...finite));
            expect(finite).toContain(spread?.median);
            expect(spread?.mean).toBeCloseTo(
              finite.reduce((sum, value) => sum + value, 0) / finite.length,
              9,
            );
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it("list the first values of many and say how many there are", async () => {
    const rows: Row[] = ["a", "a", "b", "it's", null].map((text) => ({
      text,
      labels: null,
      n: null,
      file: 0,
    }));
    const scope = scopeOf(await stage(rows));
    const top = await countValues(engine, scope, NAME, { order: "count", limit: 1, files: 1 });
    expect(top).toEqual({
      values: [{ value: "a", count: 2, byFile: [2] }],
      distinct: 4,
      named: 3,
      total: 5,
    });
    expect(await countValues(engine, scope, "no such column", { order: "count", files: 1 })).toBeNull();
    expect(await countValues(engine, scope, "labels", { order: "count", files: 1 })).toEqual({
      values: [],
      distinct: 0,
      named: 0,
      total: 0,
    });
  });

  it("group teachers as the view does", async () => {
    const models = ["vllm:kimi-k2@8001", "other:kimi-k2@9", "openai:gpt-4o"];
    const select = `SELECT unnest(${literal(models)}) AS teacher`;
    const columns = await stageRows(engine, select, [column("teacher", "text")]);
    const scope = scopeOf(columns, { groupTeachers: true }, { teacherColumns: ["teacher"] });
    const found = await countValues(engine, scope, "teacher", { order: "count", files: 1 });
    expect(found?.values.map(({ value, count }) => [value, count])).toEqual([
      ["kimi-k2", 2],
      ["gpt-4o", 1],
    ]);
  });
});

function counted(entries: readonly (readonly [string | null, number])[]) {
  const counts = new Map<string | null, number[]>();
  for (const [value, file] of entries) {
    const byFile = counts.get(value) ?? [0, 0];
    byFile[file] = (byFile[file] ?? 0) + 1;
    counts.set(value, byFile);
  }
  return sorted(
    [...counts].map(([value, byFile]) => ({ value, count: (byFile[0] ?? 0) + (byFile[1] ?? 0), byFile })),
  );
}

function sorted<Entry extends { value: string | null }>(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1));
}
