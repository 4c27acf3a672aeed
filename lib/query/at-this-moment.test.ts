import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { ChartKind } from "@/lib/view";
import { atThisMoment } from "./at-this-moment";
import { askChart } from "./overview";
import { STAGING_TABLE } from "./staging";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf, stageRows } from "./testing/test-index";

describe.each(ENGINES)("in %s, charts asked at one moment", (_, start) => {
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
    const then = await atThisMoment(engine);
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
    expect(await totals(await atThisMoment(engine))).toEqual([60, 60, 60, 120, 60, 60, 120]);
  });
});
