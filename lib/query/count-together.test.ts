import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { ChartRef, Filter } from "@/lib/view";
import { codedRows, codeRows } from "./coded-rows";
import { countTogether, type Part } from "./count-together";
import { countRows } from "./fetch-page";
import type { Scope } from "./model";
import { countBins, numberFacet } from "./number-facet";
import { askChart, QUANTILES } from "./overview";
import { ENGINES, type TestEngine } from "./testing/engines";
import { NodeEngine } from "./testing/node-engine";
import { column, finishIndex, literal, scopeOf, stageRows } from "./testing/test-index";
import { listFacet, valueFacet } from "./value-facet";
import { whereSql } from "./where-sql";

const SOURCES = ["x/one", "X/one", "it's", "", "[MLT:50]", null];
const LABELS = ["[MLT:>800]", "[MLT:5]", "[MLT:50]", "none", "None"];
const MODELS = ["vllm:a@1", "vllm:a@2", "b", null];
const ROWS = Array.from({ length: 240 }, (_, row) => ({
  'say "hi"': SOURCES[(row * 7) % 6] ?? null,
  model: MODELS[(row * 5) % 4] ?? null,
  labels:
    row % 17 === 0
      ? null
      : Array.from({ length: row % 5 }, (__, place) =>
          (row + place) % 6 === 5 ? null : (LABELS[(row * place + place) % 5] ?? null),
        ),
  flag: [true, false, null][row % 3] ?? null,
  size: row % 19 === 0 ? null : ((row * row) % 97) - 40,
}));
const TEXT = 'say "hi"';
const COLUMNS = [
  column(TEXT, "text"),
  column("model", "text"),
  column("labels", "list<text>"),
  column("flag", "boolean"),
  column("size", "integer"),
];
const SELECT = ROWS.map(
  (row) =>
    `SELECT ${literal(row[TEXT])}::VARCHAR AS "say ""hi""", ${literal(row.model)}::VARCHAR AS model, ${literal(row.labels)}::VARCHAR[] AS labels, ${literal(row.flag)}::BOOLEAN AS flag, ${literal(row.size)}::BIGINT AS size`,
).join(" UNION ALL ");

const chart = (kind: ChartRef["kind"], ...columns: string[]): ChartRef => ({ kind, columns, settings: [] });
const CHARTS: readonly ChartRef[] = [
  chart("values", TEXT),
  chart("values", "model"),
  chart("values", "labels"),
  { ...chart("values", "labels"), settings: ["by-name"] },
  chart("labels", "labels"),
  chart("label-turns", "labels"),
  chart("tool-steps", "labels"),
  chart("cross", TEXT, "labels"),
  chart("cross", "labels", "labels"),
  chart("cross", "size", TEXT),
  chart("cross", "model", "size"),
  chart("wins", "model", TEXT),
];

const texts = (values: readonly (string | null)[]) => fc.constantFrom(...values);
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant("one-of" as const),
    column: fc.constantFrom(TEXT, "model", "flag"),
    values: fc.array(texts([...SOURCES, ...MODELS, "true", "a"]), { minLength: 1, maxLength: 3 }),
    exclude: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("list" as const),
    column: fc.constant("labels"),
    match: fc.constantFrom("any" as const, "all" as const),
    values: fc.array(fc.constantFrom(...LABELS), { maxLength: 2 }),
    without: fc.array(fc.constantFrom(...LABELS), { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant("ranges" as const),
    column: fc.constant("size"),
    ranges: fc.array(
      fc.record({
        min: fc.option(fc.integer({ min: -45, max: 60 })),
        max: fc.option(fc.integer({ min: -45, max: 60 })),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    exclude: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("contains" as const),
    column: fc.constantFrom(TEXT, "labels"),
    text: fc.constantFrom("one", "MLT", "zzz"),
    exclude: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("pairs" as const),
    ...{ column: fc.constant("labels"), other: fc.constant("model") },
    ...pairSets(fc.constantFrom(...LABELS), texts(MODELS)),
  }),
  fc.record({
    kind: fc.constant("steps" as const),
    column: fc.constant("labels"),
    ...pairSets(fc.constantFrom(...LABELS), fc.constantFrom(...LABELS)),
  }),
  fc.record({
    kind: fc.constant("places" as const),
    column: fc.constant("labels"),
    ...pairSets(fc.constantFrom("1", "2", "2+"), fc.constantFrom(...LABELS)),
  }),
);

function pairSets<First, Second>(first: fc.Arbitrary<First>, second: fc.Arbitrary<Second>) {
  const pairs = fc.array(fc.tuple(first, second), { maxLength: 2 });
  return { pairs, without: pairs };
}

/** The same view, as of a dataset whose columns have too many values to be counted by their codes. */
function uncoded({ rowsRevision: _, ...scope }: Scope): Scope {
  const columns = scope.columns.map((entry) => ({ ...entry, isEnum: false }));
  return { ...scope, columns, revision: (scope.revision ?? 0) + 1 };
}

const WAYS = ENGINES.flatMap(([name, start]) => [
  [`${name}, as they are`, start, false] as const,
  [`${name}, in codes`, start, true] as const,
]);

describe.each(WAYS)("in %s, counts of the same rows", (_, start, isInCodes) => {
  let engine: TestEngine;
  let columns: readonly Column[];
  let revision = 0;
  const rows: Partial<Scope> = isInCodes ? { rowsRevision: 1 } : {};
  beforeAll(async () => {
    engine = await start();
    columns = (await finishIndex(engine, await stageRows(engine, SELECT, COLUMNS))).columns;
    if (!isInCodes) return;
    const names = columns.map(({ name }) => name);
    await codeRows(engine, scopeOf(columns, {}, rows), names, { fewestRows: 1, sliceRows: 100 });
    const coded = codedRows(engine, scopeOf(columns, {}, rows));
    expect([...(coded?.columns.keys() ?? [])]).toEqual(
      expect.arrayContaining(COLUMNS.map(({ name }) => name)),
    );
  });
  afterAll(() => engine.close());

  const request = { roles: {}, limit: 3, hasLengths: false };

  it("are, under any filters, those of statements that count each for itself", async () => {
    expect(columns.filter(({ isEnum }) => isEnum).map(({ name }) => name)).toEqual(
      expect.arrayContaining([TEXT, "model", "labels"]),
    );
    const view = fc.record({ filters: fc.array(filter, { maxLength: 3 }), groupTeachers: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(view, async (some) => {
        revision += 2;
        const scope = scopeOf(columns, some, { ...rows, revision, teacherColumns: ["model"] });
        const alone = uncoded(scope);
        const ask = (of: Scope) =>
          Promise.all(CHARTS.map((entry) => askChart(engine, of, { chart: entry, ...request })));
        expect(sorted(await ask(scope))).toEqual(sorted(await ask(alone)));
        for (const order of ["count", "name"] as const) {
          const page = { order, limit: 4, offset: 1 };
          expect(await valueFacet(engine, scope, "model", page)).toEqual(
            await valueFacet(engine, alone, "model", page),
          );
          expect(await listFacet(engine, scope, "labels", page)).toEqual(
            await listFacet(engine, alone, "labels", page),
          );
        }
        const flags = await engine.query(
          `SELECT CAST(flag AS VARCHAR) AS value, count(*) FILTER (kept) AS selected, count(*) AS total FROM (SELECT flag, _row IN (SELECT _row FROM rows ${whereSql(scope, { except: "flag" })}) AS kept FROM rows) GROUP BY 1 ORDER BY 1 NULLS LAST`,
        );
        expect((await valueFacet(engine, scope, "flag", { order: "name" })).values).toEqual(
          flags.column("value").map((value, row) => ({
            value,
            selected: Number(flags.get(row, "selected")),
            total: Number(flags.get(row, "total")),
          })),
        );
        const counted = await engine.query(`SELECT count(*) AS n FROM rows ${whereSql(scope)}`);
        expect(await countRows(engine, scope)).toEqual({
          inView: Number(counted.get(0, "n")),
          total: ROWS.length,
        });
      }),
      { numRuns: isInCodes ? 6 : 12 },
    );
  });

  it("give the bins, the quantiles and the mean of whole numbers", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(filter, { maxLength: 2 }), async (filters) => {
        revision += 2;
        const scope = scopeOf(columns, { filters }, { ...rows, revision });
        const where = whereSql(scope, { except: "size" });
        const facet = await numberFacet(engine, scope, "size", 12);
        const edges = [...facet.bins.map((bin) => bin.start), ...facet.bins.slice(-1).map((bin) => bin.end)];
        const { counts, empty } = await countBins(engine, "size", where, edges);
        expect(facet.bins.map((bin) => bin.selected)).toEqual(counts);
        expect(facet.emptySelected).toBe(empty);
        const answer = await askChart(engine, scope, { chart: chart("histogram", "size"), ...request });
        const found = answer?.kind === "histogram" ? answer.quantiles : null;
        const sql = await engine.query(
          `SELECT quantile_cont(size::DOUBLE, [${QUANTILES.join(", ")}]) AS at, avg(size)::DOUBLE AS mean, count(size) AS n FROM rows ${where}`,
        );
        if (Number(sql.get(0, "n")) === 0) {
          expect(found).toBeNull();
          return;
        }
        const at = sql.get(0, "at");
        for (const [place, quantile] of (Array.isArray(at) ? at : []).entries())
          expect(found?.at[place]).toBeCloseTo(Number(quantile), 9);
        expect(found?.mean).toBeCloseTo(Number(sql.get(0, "mean")), 9);
      }),
      { numRuns: isInCodes ? 6 : 12 },
    );
  });
});

describe("rows that are counted together", () => {
  let engine: NodeEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await NodeEngine.start();
    columns = (await finishIndex(engine, await stageRows(engine, SELECT, COLUMNS))).columns;
  });
  afterAll(() => engine.close());

  const part = (name: string): Part => ({
    columns: [name],
    keys: [`"${name}"`],
    sql: (groups) => `SELECT CAST(k0 AS VARCHAR) AS a, NULL AS b, NULL AS v, n FROM ${groups}`,
    fold: () => [],
  });
  const small: Filter = { kind: "ranges", column: "size", ranges: [{ min: null, max: 0 }], exclude: false };
  const count = ROWS.filter(({ size }) => size !== null && size <= 0).length;
  const scopeAt = (revision: number) => scopeOf(columns, { filters: [small] }, { revision });

  async function statementsOf(task: () => Promise<unknown>): Promise<number> {
    const before = engine.statements.length;
    await task();
    return engine.statements.length - before;
  }

  it("are read by one statement, and by none when they were counted before", async () => {
    const ask = (scope: Scope) =>
      Promise.all([
        countTogether(engine, scope, part("flag")),
        countTogether(engine, scope, part("model"), { except: "model" }),
        countRows(engine, scope),
      ]);
    expect(await statementsOf(() => ask(scopeAt(1)))).toBe(1);
    expect(await statementsOf(() => ask(scopeAt(1)))).toBe(0);
    // Without its own filter the column has other rows in view.
    expect(
      await statementsOf(() => countTogether(engine, scopeAt(1), part("size"), { except: "size" })),
    ).toBe(1);
    expect(await statementsOf(() => ask(scopeAt(2)))).toBe(1);
    const { rows, rowsTotal, n } = await countTogether(engine, scopeAt(2), part("flag"));
    expect([rows, rowsTotal]).toEqual([count, ROWS.length]);
    expect(n.reduce((sum, each) => sum + each, 0)).toBe(count);
  });

  it("are those of all rows of their moment when rows came since the values were counted", async () => {
    const all = scopeOf(columns, {}, { revision: 9 });
    await valueFacet(engine, all, "flag");
    await engine.execute(
      "BEGIN; ALTER VIEW rows RENAME TO before; CREATE VIEW rows AS FROM before UNION ALL FROM before",
    );
    try {
      // Other rows in view are counted now; the values of all rows were before.
      const facet = await valueFacet(engine, scopeAt(9), "flag");
      expect(facet.values.reduce((sum, { total }) => sum + total, 0)).toBe(2 * ROWS.length);
    } finally {
      await engine.execute("ROLLBACK");
    }
  });

  it("are counted for those who still ask when another gives up", async () => {
    const abort = new AbortController();
    const given = countTogether(engine, scopeAt(3), part("flag"), { signal: abort.signal });
    const kept = countTogether(engine, scopeAt(3), part("model"), { signal: new AbortController().signal });
    abort.abort();
    await expect(given).rejects.toThrow(/abort/i);
    expect((await kept).rows).toBe(count);
  });

  it("are not counted when all give up, and are counted when asked for again", async () => {
    const abort = new AbortController();
    const asked = statementsOf(async () => {
      const given = countTogether(engine, scopeAt(4), part("flag"), { signal: abort.signal });
      abort.abort();
      await expect(given).rejects.toThrow(/abort/i);
      // A turn of the clock later than the statement would have been sent.
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    expect(await asked).toBe(0);
    expect((await countTogether(engine, scopeAt(4), part("flag"))).rows).toBe(count);
  });

  it("are counted for who asks in the turn in which all before gave up", async () => {
    const abort = new AbortController();
    const given = countTogether(engine, scopeAt(6), part("flag"), { signal: abort.signal });
    abort.abort();
    const asked = countTogether(engine, scopeAt(6), part("flag"), { signal: new AbortController().signal });
    const other = countTogether(engine, scopeAt(6), part("size"), {});
    await expect(given).rejects.toThrow(/abort/i);
    expect((await asked).rows).toBe(count);
    expect((await other).rows).toBe(count);
  });

  it("leave a count that fails to fail alone", async () => {
    const broken: Part = { ...part("flag"), sql: () => "SELECT nonsense" };
    const [good, bad] = await Promise.allSettled([
      countTogether(engine, scopeAt(5), part("flag")),
      countTogether(engine, scopeAt(5), broken),
    ]);
    expect(good.status).toBe("fulfilled");
    expect(bad).toMatchObject({ status: "rejected", reason: { name: "EngineError" } });
  });
});

/** Cells of a table come in no order. */
function sorted(answers: readonly unknown[]): unknown[] {
  return answers.map((answer) => {
    const cross = (answer as { cross?: { cells: readonly { row: number; column: number }[] } } | null)?.cross;
    if (cross === undefined) return answer;
    const cells = [...cross.cells].sort((x, y) => x.row - y.row || x.column - y.column);
    return { ...(answer as object), cross: { ...cross, cells } };
  });
}
