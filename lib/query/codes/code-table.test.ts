import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CodeTable } from "./code-table";

const ROWS = 40;
const codes = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most - 1 }), { minLength: ROWS, maxLength: ROWS });
const groups = (most: number) =>
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: most, maxLength: most });
const lets = (most: number) => fc.array(fc.integer({ min: 0, max: 1 }), { minLength: most, maxLength: most });

describe("a table of codes", () => {
  it("counts what a walk over the rows finds, under any conditions", () => {
    const some = fc.record({
      a: codes(5),
      b: codes(7),
      groupsOfA: groups(5),
      groupsOfB: groups(7),
      letsA: fc.option(lets(5)),
      letsB: fc.option(lets(7)),
      rows: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: ROWS - 1 }))),
      // Pairs of few groups have a place each, those of many do not.
      groupCount: fc.constantFrom(4, 5000),
    });
    fc.assert(
      fc.property(some, ({ a, b, groupsOfA, groupsOfB, letsA, letsB, rows, groupCount }) => {
        const table = new CodeTable(ROWS);
        table.put("a", 0, Uint16Array.from(a.slice(0, 15)));
        table.put("a", 15, Uint16Array.from(a.slice(15)));
        table.put("b", 0, Uint16Array.from(b));
        const keyOfA = { column: "a", groups: Uint16Array.from(groupsOfA), groupCount };
        const keyOfB = { column: "b", groups: Uint16Array.from(groupsOfB), groupCount };
        const answer = table.count({
          lookups: [
            ...(letsA === null ? [] : [{ column: "a", lets: Uint8Array.from(letsA) }]),
            ...(letsB === null ? [] : [{ column: "b", lets: Uint8Array.from(letsB) }]),
          ],
          rows: rows === null ? null : Uint32Array.from(rows),
          sets: [[keyOfA], [keyOfA, keyOfB], [keyOfB]],
        });
        const kept = a
          .map((_, row) => row)
          .filter((row) => rows === null || rows.includes(row))
          .filter((row) => letsA === null || letsA[a[row] ?? 0] === 1)
          .filter((row) => letsB === null || letsB[b[row] ?? 0] === 1);
        const placesBy = (placeOf: (row: number) => number) => {
          const counts = new Map<number, number>();
          for (const row of kept) counts.set(placeOf(row), (counts.get(placeOf(row)) ?? 0) + 1);
          return [...counts].sort(([x], [y]) => x - y);
        };
        const [groupA, groupB] = [
          (row: number) => groupsOfA[a[row] ?? 0] ?? 0,
          (row: number) => groupsOfB[b[row] ?? 0] ?? 0,
        ];
        expect(answer.rows).toBe(kept.length);
        expect(
          answer.sets.map(({ places, counts }) =>
            Array.from(places, (place, at) => [place, counts[at]]).sort(([x = 0], [y = 0]) => x - y),
          ),
        ).toEqual([
          placesBy(groupA),
          placesBy((row) => groupA(row) * groupCount + groupB(row)),
          placesBy(groupB),
        ]);
      }),
    );
  });

  it("does not count a column that it does not have", () => {
    const ask = () =>
      new CodeTable(1).count({ lookups: [{ column: "x", lets: new Uint8Array(1) }], rows: null, sets: [] });
    expect(ask).toThrow(new RangeError("no codes of x"));
  });
});
