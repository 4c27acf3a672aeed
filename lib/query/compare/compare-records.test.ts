import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "@/lib/view";
import { PAIR_KINDS } from "@/lib/view";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, finishIndex, literal, scopeOf, stageRows } from "../testing/test-index";
import { compareRecords, fetchPairs, forgetComparison } from "./compare-records";
import { placeOfPair } from "./pair-place";
import type { Side } from "./side";

const CATEGORY = 'say "hi"';
const COLUMNS = [
  column("id", "text"),
  column("_prompt", "text"),
  column(CATEGORY, "text"),
  column("tags", "list<text>"),
  column("score", "double"),
].map((entry) => (entry.name === "_prompt" ? { ...entry, field: null } : entry));

interface Row {
  id: string | null;
  hash: number | null;
  category: string | null;
  tags: string[];
  score: number | null;
}

const ROW = fc.record<Row>({
  id: fc.constantFrom("a", "b", "it's", "d", null),
  hash: fc.constantFrom(1, 2, 3, null),
  category: fc.constantFrom("x", "y", null),
  tags: fc.constantFrom([], ["p"], ["p", "q"]),
  score: fc.constantFrom(0, 1.5, null),
});

/** The pairs as plain code finds them. */
function expected(a: readonly Row[], b: readonly Row[]) {
  const left = a.map((row, at) => ({ row, at }));
  const right = b.map((row, at) => ({ row, at }));
  const pairs: { a: number | null; b: number | null; fields: (string | null)[] }[] = [];
  const take = (isPair: (x: Row, y: Row) => boolean, isOther: boolean) => {
    for (const x of [...left]) {
      const y = right.find((candidate) => isPair(x.row, candidate.row));
      if (y === undefined) continue;
      left.splice(left.indexOf(x), 1);
      right.splice(right.indexOf(y), 1);
      const fields: (string | null)[] = isOther ? [null] : [];
      if (x.row.category !== y.row.category) fields.push(CATEGORY);
      if (x.row.tags.join() !== y.row.tags.join()) fields.push("tags");
      if (x.row.score !== y.row.score) fields.push("score");
      pairs.push({ a: x.at, b: y.at, fields });
    }
  };
  take((x, y) => x.id === y.id && x.hash === y.hash, false);
  take((x, y) => x.id !== null && x.id === y.id, true);
  return [
    ...pairs,
    ...left.map(({ at }) => ({ a: at, b: null, fields: [] })),
    ...right.map(({ at }) => ({ a: null, b: at, fields: [] })),
  ];
}

describe.each(ENGINES)("in %s, two datasets", (_, start) => {
  let engine: TestEngine;
  let other: TestEngine;
  beforeAll(async () => {
    engine = await start();
    other = await engine.besides("compared");
  });
  afterAll(() => engine.close());

  async function index(at: TestEngine, rows: readonly Row[]) {
    const values = rows.map(
      (row, place) =>
        `(${literal(row.id)}, ${literal(`prompt ${place}`)}, ${literal(row.category)}, ${literal(row.tags)}::VARCHAR[], ${literal(row.score)}::DOUBLE, ${row.hash ?? "NULL"}::UBIGINT)`,
    );
    const select = `SELECT * FROM (VALUES ${values.join(", ")}) AS t(id, _prompt, "say ""hi""", tags, score, conversation)`;
    const staged = await stageRows(at, select, COLUMNS, "conversation");
    return (await finishIndex(at, staged)).columns;
  }

  async function sides(a: readonly Row[], b: readonly Row[], filters: readonly Filter[] = []) {
    const left: Side = { engine, place: "main", scope: scopeOf(await index(engine, a), { filters }) };
    const right: Side = { engine: other, place: "compared", scope: scopeOf(await index(other, b)) };
    return { left, right };
  }

  it("are paired as plain code pairs them, each record once", async () => {
    const some = fc.array(ROW, { minLength: 1, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(some, some, async (a, b) => {
        const { left, right } = await sides(a, b);
        const found = await compareRecords(left, right, "id");
        const wanted = expected(a, b);
        const kindOf = (pair: (typeof wanted)[number]) =>
          pair.b === null
            ? "only-a"
            : pair.a === null
              ? "only-b"
              : pair.fields.length > 0
                ? "different"
                : "same";
        for (const kind of PAIR_KINDS) {
          const pairs = wanted.filter((pair) => kindOf(pair) === kind);
          expect(found.counts[kind]).toBe(pairs.length);
          const fetched = await fetchPairs(left, right, { kind, key: "id", start: 0, end: 100 });
          expect(new Set(fetched.map(({ a: x, b: y, fields }) => JSON.stringify([x, y, fields])))).toEqual(
            new Set(pairs.map(({ a: x, b: y, fields }) => JSON.stringify([x, y, fields]))),
          );
          for (const [at, pair] of fetched.entries()) {
            expect(await placeOfPair(engine, { kind }, pair)).toBe(at);
            const row = pair.a === null ? b[pair.b ?? -1] : a[pair.a];
            expect(pair.key).toBe(row?.id);
            expect(pair.prompt).toBe(`prompt ${pair.a ?? pair.b}`);
          }
        }
        for (const { field, pairs } of found.differences) {
          const differing = wanted.filter((pair) => pair.fields.includes(field));
          expect(pairs).toBe(differing.length);
          const request = { kind: "different", field, key: "id", start: 0, end: 100 } as const;
          expect(await fetchPairs(left, right, request)).toHaveLength(pairs);
        }
        expect(found.differences.map(({ field }) => field).sort()).toEqual(
          [...new Set(wanted.flatMap((pair) => pair.fields))].sort(),
        );
      }),
      { numRuns: 6 },
    );
    await forgetComparison(engine);
  });

  const row = (id: string | null, hash: number | null, category: string | null = null): Row => ({
    ...{ id, hash, category },
    tags: [],
    score: null,
  });

  it("count records, not ids: a repeated id is there as often as it comes", async () => {
    // As the larger ipw file: it holds all of the smaller one, and further rows that repeat ids of it.
    const smaller = [row("t1", 1), row("t2", 2), row("t3", 3)];
    const larger = [...smaller, row("t1", 7), row("t2", 2), row("t9", 9)];
    const { left, right } = await sides(smaller, larger);
    const found = await compareRecords(left, right, "id");
    expect(found.counts).toEqual({
      same: 3,
      extra: 0,
      different: 0,
      "only-a": 0,
      "only-b": 3,
    });
    const pairs = await fetchPairs(left, right, { kind: "only-b", key: "id", start: 1, end: 3 });
    expect(pairs.map(({ b, key, repeats }) => [b, key, repeats])).toEqual([
      [4, "t2", 1],
      [5, "t9", null],
    ]);
    expect(found.ids).toEqual({
      "only-a": { distinct: 0, repeats: 0 },
      "only-b": { distinct: 1, repeats: 2 },
    });
    // An id that the other side has twice is told by its first record there.
    const thrice = await sides([row("t1", 1), row("t1", 1), row("t1", 8)], [row("t1", 1), row("t1", 1)]);
    await compareRecords(thrice.left, thrice.right, "id");
    const lone = await fetchPairs(thrice.left, thrice.right, { kind: "only-a", key: "id", start: 0, end: 9 });
    expect(lone.map(({ a, repeats }) => [a, repeats])).toEqual([[2, 0]]);
  });

  it("are narrowed by the filters of each side", async () => {
    const rows = [row("a", 1, "x"), row("b", 2, "y")];
    const only: Filter = { kind: "one-of", column: CATEGORY, values: ["x"], exclude: false };
    const { left, right } = await sides(rows, rows, [only]);
    expect((await compareRecords(left, right, "id")).counts).toMatchObject({
      same: 1,
      "only-a": 0,
      "only-b": 1,
    });
  });

  it("without a key are paired by equal conversations", async () => {
    const { left, right } = await sides([row("a", 1), row("b", 1), row("c", 2)], [row("x", 1), row("y", 3)]);
    const found = await compareRecords(left, right, null);
    // The conversation is in both, but not under the same id.
    expect(found.counts).toEqual({ same: 0, extra: 0, different: 1, "only-a": 2, "only-b": 1 });
    expect(found.differences).toEqual([{ kind: "different", field: "id", pairs: 1 }]);
    expect(found.ids).toBeNull();
    expect(await fetchPairs(left, right, { kind: "different", key: null, start: 0, end: 9 })).toEqual([
      { kind: "different", a: 0, b: 0, key: null, prompt: "prompt 0", fields: ["id"], repeats: null },
    ]);
  });

  it("differ in nothing that was not read when reading was stopped", async () => {
    const whole = [row("a", 1, "x"), row("b", 2, "y"), row("c", 3, "z"), row("d", 4, "w")];
    // Of the first row all is read; of the others neither conversation nor category.
    const read = whole.map((of, at) => (at === 0 ? of : { ...of, hash: null, category: null }));
    read[3] = { ...row("d", null), score: 1.5 };
    const { left, right } = await sides(read, whole);
    const pending = { rowEnd: 1, rows: 4, names: new Set(["_hash", "_prompt", CATEGORY]) };
    const stopped = { ...left, scope: { ...left.scope, pending } };
    const found = await compareRecords(stopped, right, "id");
    expect(found.counts).toEqual({ same: 3, extra: 0, different: 1, "only-a": 0, "only-b": 0 });
    expect(found.differences).toEqual([{ kind: "different", field: "score", pairs: 1 }]);
    // Without their conversations rows are left out, not paired by having none.
    const byConversation = await compareRecords(stopped, right, null);
    expect(byConversation.counts).toEqual({ same: 1, extra: 0, different: 0, "only-a": 0, "only-b": 3 });
    const turned = await compareRecords(right, stopped, "id");
    expect(turned.counts).toMatchObject({ same: 3, different: 1 });
  });

  it("may be one dataset under two filters", async () => {
    const columns = await index(engine, [row("a", 1, "x"), row("b", 2, "y"), row("c", 3, "y")]);
    const side = (values: string[]): Side => ({
      ...{ engine, place: "main" },
      scope: scopeOf(columns, { filters: [{ kind: "one-of", column: CATEGORY, values, exclude: false }] }),
    });
    const found = await compareRecords(side(["x", "y"]), side(["y"]), "id");
    expect(found.counts).toEqual({ same: 2, extra: 0, different: 0, "only-a": 1, "only-b": 0 });
  });
});
