import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countRows } from "../fetch-page";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, scopeOf, stageRows } from "../testing/test-index";
import { duplicateGroups, firstOfGroup, rowsOfGroup } from "./duplicates";

const NAME = 'say "hi"';
const COLUMNS = [column(NAME, "text"), { ...column("_prompt", "text"), field: null }];
// The largest hash there is has 20 digits, more than a signed number holds.
const LARGEST = "18446744073709551615";
const SELECT = `SELECT * FROM (VALUES ('a', 'first', ${LARGEST}), ('b', 'second', 7), ('a', 'third', 7), ('it''s', 'fourth', ${LARGEST}), ('a', 'fifth', ${LARGEST}), (NULL, 'sixth', NULL), (NULL, 'seventh', NULL), ('c', 'eighth', 8)) AS t("say ""hi""", _prompt, conversation)`;

describe.each(ENGINES)("in %s, duplicates", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());
  const stage = () => stageRows(engine, SELECT, COLUMNS, "conversation::UBIGINT");
  const all = { start: 0, end: 10 };

  it("are groups of rows with the same id, the largest first", async () => {
    const scope = scopeOf(await stage());
    expect(await duplicateGroups(engine, scope, NAME, all)).toEqual({
      groups: [{ value: "a", rows: 3, prompt: "first" }],
      groupCount: 1,
      rowCount: 3,
    });
    expect(await rowsOfGroup(engine, scope, NAME, "a", 10)).toEqual([0, 2, 4]);
    expect(await rowsOfGroup(engine, scope, NAME, "a", 2)).toEqual([0, 2]);
  });

  it("are groups of rows with the same conversation, which a filter finds again", async () => {
    const columns = await stage();
    const scope = scopeOf(columns);
    const found = await duplicateGroups(engine, scope, "_hash", all);
    expect(found).toEqual({
      groups: [
        { value: LARGEST, rows: 3, prompt: "first" },
        { value: "7", rows: 2, prompt: "second" },
      ],
      groupCount: 2,
      rowCount: 5,
    });
    expect((await duplicateGroups(engine, scope, "_hash", { start: 1, end: 2 })).groups).toEqual(
      found.groups.slice(1),
    );
    expect(await firstOfGroup(engine, "_hash", "99")).toBe(null);
    for (const { value, rows } of found.groups) {
      const filter = { kind: "equals", column: "_hash", text: value, exclude: false } as const;
      const counts = await countRows(engine, scopeOf(columns, { filters: [filter] }));
      expect(counts).toEqual({ inView: rows, total: 8 });
      const group = await rowsOfGroup(engine, scope, "_hash", value, 10);
      expect(group).toHaveLength(rows);
      expect(await firstOfGroup(engine, "_hash", value)).toBe(group[0]);
    }
  });

  it("are looked for among the rows in view", async () => {
    const filter = { kind: "one-of", column: NAME, values: ["b", "a"], exclude: false } as const;
    const scope = scopeOf(await stage(), { filters: [filter] });
    const found = await duplicateGroups(engine, scope, "_hash", all);
    expect(found.groups.map(({ value, rows }) => [value, rows])).toEqual([
      [LARGEST, 2],
      ["7", 2],
    ]);
    const none = scopeOf(await stage(), { filters: [{ ...filter, values: ["c"] }] });
    expect(await duplicateGroups(engine, none, NAME, all)).toEqual({
      groups: [],
      groupCount: 0,
      rowCount: 0,
    });
  });
});
