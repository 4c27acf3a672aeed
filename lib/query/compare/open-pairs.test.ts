import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, finishIndex, literal, scopeOf, stageRows } from "../testing/test-index";
import { compareRecords, countPairs, fetchPairs } from "./compare-records";
import { fetchOpenPairs, settlePairs } from "./open-pairs";
import type { Side } from "./side";

describe.each(ENGINES)("in %s, two datasets", (_, start) => {
  let engine: TestEngine;
  let other: TestEngine;
  beforeAll(async () => {
    engine = await start();
    other = await engine.besides("compared");
  });
  afterAll(() => engine.close());

  it("with long fields are open where the beginnings agree, until they are settled", async () => {
    const kept = "x".repeat(160);
    const long = [
      { ...column("id", "text") },
      { ...column("_prompt", "text"), field: null },
      { ...column("essay", "text"), stored: "preview" as const },
      { ...column("calls", "json"), stored: "preview" as const },
      { ...column("steps", "list<text>"), stored: "preview" as const },
    ];
    // Cut after 160 units: 80 characters of two units each, or 79 and a half that an odd one moved.
    const faces = "\u{1f600}".repeat(80);
    type Long = [id: string, essay: string | null, calls: string | null, steps: string[]];
    const stage = async (at: TestEngine, rows: readonly Long[]) => {
      const values = rows.map(
        ([id, essay, calls, steps]) =>
          `(${literal(id)}, 'p', ${literal(essay)}, ${literal(calls)}, ${literal(steps)}::VARCHAR[], 1::UBIGINT)`,
      );
      const select = `SELECT * FROM (VALUES ${values.join(", ")}) AS t(id, _prompt, essay, calls, steps, conversation)`;
      return (await finishIndex(at, await stageRows(at, select, long, "conversation"))).columns;
    };
    const cutJson = `["${"y".repeat(158)}…`;
    const a: Long[] = [
      ["equal and short", "x", "[1]", ["s"]],
      ["long text", kept, null, []],
      ["long text, kept whole by B", kept, null, []],
      ["short text", "x", null, []],
      ["other text", kept, null, []],
      ["faces", faces, null, []],
      ["faces cut by another", faces, null, []],
      ["cut JSON", null, cutJson, []],
      ["other JSON", null, cutJson, []],
      ["whole JSON of many characters", null, `["${"z".repeat(500)}"]`, []],
      ["long item", null, null, ["s", kept]],
      ["more items", null, null, [kept]],
      ["no text", kept, null, []],
    ];
    const b: Long[] = [
      ["equal and short", "x", "[1]", ["s"]],
      ["long text", kept, null, []],
      ["long text, kept whole by B", `${kept} and more`, null, []],
      ["short text", "xx", null, []],
      ["other text", `y${kept.slice(1)}`, null, []],
      ["faces", faces, null, []],
      ["faces cut by another", "\u{1f600}".repeat(160), null, []],
      ["cut JSON", null, cutJson, []],
      ["other JSON", null, cutJson.replace("y", "z"), []],
      ["whole JSON of many characters", null, `["${"z".repeat(499)}y"]`, []],
      ["long item", null, null, ["s", kept]],
      ["more items", null, null, [kept, "s"]],
      ["no text", null, null, []],
    ];
    const left: Side = { engine, place: "main", scope: scopeOf(await stage(engine, a)) };
    const right: Side = { engine: other, place: "compared", scope: scopeOf(await stage(other, b)) };
    const found = await compareRecords(left, right, "id");
    expect(found.readFields).toEqual(["essay", "calls", "steps"]);
    const differing = await fetchPairs(left, right, { kind: "different", key: "id", start: 0, end: 99 });
    expect(differing.map(({ key, fields }) => [key, ...fields])).toEqual([
      ["short text", "essay"],
      ["other text", "essay"],
      ["other JSON", "calls"],
      ["whole JSON of many characters", "calls"],
      ["more items", "steps"],
      ["no text", "essay"],
    ]);
    const open = await fetchOpenPairs(engine, 99);
    expect(open.map(({ a: row, fields }) => [a[row]?.[0], ...fields])).toEqual([
      ["long text", "essay"],
      ["long text, kept whole by B", "essay"],
      ["faces", "essay"],
      ["faces cut by another", "essay"],
      ["cut JSON", "calls"],
      ["long item", "steps"],
    ]);
    expect(found.openPairs).toBe(open.length);

    await settlePairs(
      engine,
      open.slice(0, 3).map((pair) => ({ ...pair, fields: pair.a === 2 ? ["essay"] : [] })),
    );
    expect(await countPairs(engine)).toEqual({
      counts: { same: 6, extra: 0, different: 7, "only-a": 0, "only-b": 0 },
      differences: [
        { kind: "different", field: "essay", pairs: 4 },
        { kind: "different", field: "calls", pairs: 2 },
        { kind: "different", field: "steps", pairs: 1 },
      ],
      openPairs: 3,
    });
    // A record that is compared with itself needs no reading.
    expect((await compareRecords(left, left, "id")).openPairs).toBe(0);
  });
});
