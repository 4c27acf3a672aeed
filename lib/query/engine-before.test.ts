import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { ChartKind, Filter } from "@/lib/view";
import { engineBefore, engineOf } from "./engine-before";
import { countRows } from "./fetch-page";
import { numberFacet } from "./number-facet";
import { askChart } from "./overview";
import { STAGING_TABLE } from "./staging";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf, stageRows } from "./testing/test-index";
import { valueFacet } from "./value-facet";

describe.each(ENGINES)("in %s, charts of the rows of one moment", (_, start) => {
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
    columns = await stageRows(
      engine,
      "SELECT CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END AS kind, i AS n, ['x', 'y'] AS tools FROM range(30) t(i)",
      [column("kind", "text"), column("n", "integer"), column("tools", "list<text>")],
    );
  });
  afterAll(() => engine.close());

  it("count the same rows though more have been added since", async () => {
    const then = engineBefore(engine, 30);
    await engine.execute(`INSERT INTO ${STAGING_TABLE} SELECT * FROM ${STAGING_TABLE}`);
    const charts: [ChartKind, string[]][] = [
      ["values", ["kind"]],
      ["teachers", ["kind"]],
      ["values", ["tools"]],
      ["labels", ["tools"]],
      ["histogram", ["n"]],
      ["cross", ["kind", "n"]],
      ["label-turns", ["tools"]],
    ];
    const totals = async (on: typeof then) =>
      Promise.all(
        charts.map(async ([kind, names]) => {
          const chart = { kind, columns: names, settings: [] };
          const request = { chart, roles: {}, limit: 20, hasLengths: false };
          const answer = await askChart(on, scopeOf(columns), request);
          switch (answer?.kind) {
            case "breakdown":
            case "labels":
              return answer.breakdown.rowsTotal;
            case "histogram":
              return answer.facet.bins.reduce((sum, { total }) => sum + total, answer.facet.emptyTotal);
            case "cross":
              return answer.cross.total;
            default:
              return null;
          }
        }),
      );
    expect(await totals(then)).toEqual([30, 30, 30, 60, 30, 30, 60]);
    expect(await totals(engineBefore(engine, 60))).toEqual([60, 60, 60, 120, 60, 60, 120]);
  });
});

describe.each(ENGINES)("in %s, a column that some rows do not have yet", (_, start) => {
  const pending = { rowEnd: 20, rows: 30, names: new Set(["late", "tools"]) };
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
    columns = await stageRows(
      engine,
      `SELECT CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END AS kind,
         CASE WHEN i < 20 AND i % 4 > 0 THEN i % 4 END AS late, CASE WHEN i < 20 THEN ['x'] END AS tools FROM range(30) t(i)`,
      [column("kind", "text"), column("late", "integer"), column("tools", "list<text>")],
    );
  });
  afterAll(() => engine.close());

  it("is counted of the rows that have it", async () => {
    const scope = { ...scopeOf(columns), pending };
    const late = await valueFacet(engineOf(engine, scope, ["late"]), scope, "late");
    expect(late.values.map(({ value, selected, total }) => [value, selected, total])).toEqual([
      ["1", 5, 5],
      ["2", 5, 5],
      ["3", 5, 5],
      [null, 5, 5],
    ]);
    const numbers = await numberFacet(engineOf(engine, scope, ["late"]), scope, "late");
    expect([numbers.emptyTotal, numbers.bins.reduce((sum, { total }) => sum + total, 0)]).toEqual([5, 15]);
    const moment = engineBefore(engine, 30);
    expect(await countRows(engineOf(moment, scope, ["tools"]), scope)).toEqual({ inView: 20, total: 20 });
    expect(engineOf(engine, scope, ["kind"])).toBe(engine);
    expect(engineOf(engine, scope, ["late"])).toBe(engineOf(engine, scope, ["kind", "tools"]));
    expect(engineOf(engine, scope, ["late"])).toBe(engineBefore(engine, pending.rowEnd));
  });

  it("keeps rows that do not have it out of a view that is filtered by it", async () => {
    const inView = async (filters: Filter[]) => {
      const scope = { ...scopeOf(columns, { filters }), pending };
      return (await countRows(engine, scope)).inView;
    };
    expect(await inView([{ kind: "empty", column: "late", exclude: false }])).toBe(5);
    expect(
      await inView([{ kind: "ranges", column: "late", ranges: [{ min: 2, max: null }], exclude: true }]),
    ).toBe(10);
    expect(await inView([{ kind: "list", column: "tools", match: "any", values: [], without: ["y"] }])).toBe(
      20,
    );
    expect(await inView([{ kind: "one-of", column: "kind", values: ["a"], exclude: false }])).toBe(10);
  });
});
