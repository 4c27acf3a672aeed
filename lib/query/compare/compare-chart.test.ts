import { afterAll, beforeAll, expect, it } from "vitest";
import type { Filter } from "@/lib/view";
import { NodeEngine } from "../testing/node-engine";
import { column, finishIndex, scopeOf, stageRows } from "../testing/test-index";
import { compareChart } from "./compare-chart";
import type { Side } from "./side";

const SELECT =
  "SELECT ['a', 'b', 'c'][1 + i % 3] AS letter, i % 2 = 0 AS even, i AS size FROM range(12) AS t(i)";
const COLUMNS = [column("letter", "text"), column("even", "boolean"), column("size", "integer")];

let engine: NodeEngine;
let sideWith: (...filters: Filter[]) => Side;
beforeAll(async () => {
  engine = await NodeEngine.start();
  const { columns } = await finishIndex(engine, await stageRows(engine, SELECT, COLUMNS));
  sideWith = (...filters) => ({ engine, place: "main", scope: scopeOf(columns, { filters }) });
});
afterAll(() => engine.close());

const isA: Filter = { kind: "one-of", column: "letter", values: ["a"], exclude: false };
const isB: Filter = { kind: "one-of", column: "letter", values: ["b"], exclude: false };
const isEven: Filter = { kind: "one-of", column: "even", values: ["true"], exclude: false };

async function lettersOf(a: Side, b: Side): Promise<Record<string, number>[]> {
  const chart = { kind: "values", columns: ["letter"], settings: [] } as const;
  const hasLengths = { a: false, b: false };
  const compared = await compareChart(a, b, { chart, roles: {}, limit: 9, hasLengths });
  if (compared?.kind !== "values") throw new Error("no values");
  return [compared.a, compared.b].map((side) =>
    side?.kind !== "breakdown"
      ? {}
      : Object.fromEntries(side.breakdown.values.map(({ value, selected }) => [value ?? "", selected])),
  );
}

it("shows each side under the filter that the other does not have", async () => {
  expect(await lettersOf(sideWith(isA), sideWith(isB))).toEqual([
    { a: 4, b: 0, c: 0 },
    { a: 0, b: 4, c: 0 },
  ]);
  const chart = { kind: "histogram", columns: ["size"], settings: [] } as const;
  const small: Filter = { kind: "ranges", column: "size", ranges: [{ min: null, max: 2 }], exclude: false };
  const request = { chart, roles: {}, limit: 9, hasLengths: { a: false, b: false } };
  const compared = await compareChart(sideWith(small), sideWith(isEven), request);
  const sumOf = (counts: readonly number[] = []) => counts.reduce((sum, count) => sum + count, 0);
  const numbers = compared?.kind === "numbers" ? compared.numbers : null;
  expect([sumOf(numbers?.a), sumOf(numbers?.b)]).toEqual([3, 6]);
});

it("shows what else could be chosen where both sides have the same filter on it", async () => {
  const both = { a: 2, b: 2, c: 2 };
  expect(await lettersOf(sideWith(isA, isEven), sideWith(isA, isEven))).toEqual([both, both]);
});
