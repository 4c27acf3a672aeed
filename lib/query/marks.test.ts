import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Column, MARK_COLUMNS, markColumns } from "@/lib/schema";
import type { Filter } from "@/lib/view";
import { countWithout } from "./count-without";
import { exportCsv } from "./export-csv";
import { countRows, fetchPage, rowIds, rowIndexOf } from "./fetch-page";
import { type MarkRow, resetMarksSql, writeMarksSql } from "./marks";
import { breakdown } from "./overview/breakdown";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, finishIndex, literal, scopeOf, stageRows } from "./testing/test-index";
import { valueFacet } from "./value-facet";
import { totalView } from "./view-totals";

const ROW_COUNT = 300;
const FLAGS = [["loop"], ["it's", "loop"], [], ['say "hi"'], ["nul\0inside", "😀"]];
const NOTES = ["", "it's a loop", "see 🙂\nnext line", "", "LOOP again"];
const PEOPLE = [["Ada"], ["Ada", "Bo"], ["Bo"]];

/** Every seventh record is marked, in ways whose lengths are coprime. */
const MARKS: readonly MarkRow[] = Array.from({ length: ROW_COUNT / 7 }, (_, index) => ({
  row: index * 7,
  isStarred: index % 2 === 0,
  flags: FLAGS[index % FLAGS.length] ?? [],
  note: NOTES[index % 4] ?? "",
  markedBy: PEOPLE[index % PEOPLE.length] ?? [],
  differ: index % 3 === 1 ? ["flags", "note"] : [],
}));

const { starred, flags, note, markedBy, differ } = MARK_COLUMNS;
const MARKED = markColumns();
/** The same values as columns of the data, against which the columns of marks are held. */
const twinOf = (name: string) => `twin ${name}`;
const TWINS = MARKED.map((entry) => column(twinOf(entry.name), entry.type));

const listOrNull = (texts: readonly string[]) => (texts.length === 0 ? null : texts);
function twinValues(row: number): unknown[] {
  const mark = MARKS.find((entry) => entry.row === row);
  if (mark === undefined) return [null, null, null, null, null];
  return [
    mark.isStarred ? true : null,
    listOrNull(mark.flags),
    mark.note === "" ? null : mark.note,
    listOrNull(mark.markedBy),
    listOrNull(mark.differ),
  ];
}

const FILTERS: readonly Filter[] = [
  { kind: "one-of", column: starred, values: ["true"], exclude: false },
  { kind: "one-of", column: starred, values: [null], exclude: false },
  { kind: "one-of", column: starred, values: ["true"], exclude: true },
  { kind: "one-of", column: starred, values: ["true", null], exclude: false },
  { kind: "list", column: flags, match: "any", values: ["loop"], without: [] },
  { kind: "list", column: flags, match: "all", values: ["loop", "it's"], without: [] },
  { kind: "list", column: flags, match: "any", values: [], without: ["loop", "😀"] },
  { kind: "list", column: flags, match: "any", values: ["nul\0inside"], without: [] },
  { kind: "empty", column: flags, exclude: false },
  { kind: "empty", column: note, exclude: true },
  { kind: "contains", column: note, text: "loop", exclude: false },
  { kind: "contains", column: note, text: "loop", exclude: true },
  { kind: "equals", column: note, text: "it's a loop", exclude: false },
  { kind: "ranges", column: note, ranges: [{ min: null, max: null }], exclude: false },
  { kind: "list", column: markedBy, match: "any", values: ["Bo"], without: [] },
  { kind: "list", column: differ, match: "any", values: ["note"], without: [] },
];
const asTwin = (filter: Filter): Filter => ({ ...filter, column: twinOf(filter.column) });

describe.each(ENGINES)("columns of marks in %s", (_, start) => {
  let engine: TestEngine;
  let columns: readonly Column[];

  beforeAll(async () => {
    engine = await start();
    const rows = Array.from({ length: ROW_COUNT }, (_entry, row) =>
      [row, ...twinValues(row)].map(literal).join(", "),
    );
    const names = ["n", ...TWINS.map((entry) => `"${entry.name}"`)].join(", ");
    const select = `SELECT * FROM (VALUES ${rows.map((row) => `(${row})`).join(", ")}) AS t(${names})`;
    const staged = await stageRows(engine, select, [column("n", "integer"), ...TWINS]);
    columns = [...(await finishIndex(engine, staged)).columns, ...MARKED];
    await engine.execute(resetMarksSql());
    for (const sql of writeMarksSql(MARKS, [])) await engine.execute(sql);
  });
  afterAll(() => engine?.close());

  it.each(FILTERS.map((filter) => [JSON.stringify(filter), filter] as const))(
    "filters as a column of the data would: %s",
    async (_name, filter) => {
      const rowsOf = async (filters: readonly Filter[]) => {
        const rows: number[] = [];
        for await (const batch of rowIds(engine, scopeOf(columns, { filters }), 70)) rows.push(...batch);
        return rows;
      };
      const expected = await rowsOf([asTwin(filter)]);
      expect(await rowsOf([filter])).toEqual(expected);
      expect(await countRows(engine, scopeOf(columns, { filters: [filter] }))).toEqual({
        inView: expected.length,
        total: ROW_COUNT,
      });
    },
  );

  it.each(MARKED.map((entry) => [entry.name]))("counts the values of %s", async (name) => {
    const among: Filter[][] = [
      [],
      [{ kind: "ranges", column: "n", ranges: [{ min: 40, max: 260 }], exclude: false }],
      [{ kind: "list", column: flags, match: "any", values: ["loop"], without: [] }],
      [{ kind: "one-of", column: starred, values: ["true"], exclude: true }],
    ];
    for (const filters of among) {
      const facet = await valueFacet(engine, scopeOf(columns, { filters }), name);
      const twins = filters.map((filter) => (filter.column === "n" ? filter : asTwin(filter)));
      expect(facet).toEqual(await valueFacet(engine, scopeOf(columns, { filters: twins }), twinOf(name)));
      expect(facet.distinct).toBeGreaterThan(1);
    }
  });

  it("counts the values of other columns in a view of marks", async () => {
    const filters: Filter[] = [{ kind: "list", column: flags, match: "any", values: ["loop"], without: [] }];
    for (const name of ["n", twinOf(markedBy)]) {
      const facet = await valueFacet(engine, scopeOf(columns, { filters }), name, { order: "name" });
      const twin = scopeOf(columns, { filters: filters.map(asTwin) });
      expect(facet).toEqual(await valueFacet(engine, twin, name, { order: "name" }));
    }
  });

  it("sorts by marks, gives their pages and the places in them", async () => {
    for (const descending of [false, true]) {
      const sort = [{ column: note, descending }];
      const twin = scopeOf(columns, { sort: [{ column: twinOf(note), descending }] });
      const scope = scopeOf(columns, { sort });
      const page = await fetchPage(engine, scope, [note, flags, starred], 0, ROW_COUNT);
      const expected = await fetchPage(engine, twin, [note, flags, starred].map(twinOf), 0, ROW_COUNT);
      expect(page.column("_row")).toEqual(expected.column("_row"));
      for (const name of [note, flags, starred]) {
        expect(page.column(name)).toEqual(expected.column(twinOf(name)));
      }
      const row = Number(page.get(3, "_row"));
      expect(await rowIndexOf(engine, scope, row)).toBe(3);
    }
    const natural = await fetchPage(engine, scopeOf(columns), [starred], 5, 9);
    expect(natural.column("_row")).toEqual([5, 6, 7, 8]);
    expect(natural.column(starred)).toEqual([null, null, MARKS[1]?.isStarred ? true : null, null]);
  });

  it("counts what each filter on marks leaves out", async () => {
    const filters: Filter[] = [
      { kind: "list", column: flags, match: "any", values: ["loop"], without: [] },
      { kind: "one-of", column: starred, values: ["true"], exclude: true },
    ];
    const counts = await countWithout(engine, scopeOf(columns, { filters }));
    const twins = await countWithout(engine, scopeOf(columns, { filters: filters.map(asTwin) }));
    for (const { column: name } of filters) {
      expect(counts.filters.get(name)).toBe(twins.filters.get(twinOf(name)));
      expect(counts.filters.get(name)).toBeGreaterThan(0);
    }
  });

  it("breaks marks down, and adds them up, as it does data", async () => {
    const filters: Filter[] = [{ kind: "list", column: flags, match: "any", values: ["loop"], without: [] }];
    const scope = scopeOf(columns, { filters });
    const twins = scopeOf(columns, { filters: filters.map(asTwin) });
    const mean = [{ name: "mean", column: "n", kind: "mean" }] as const;
    for (const measures of [[], mean]) {
      const request = { order: "name", limit: 10, measures } as const;
      const broken = await breakdown(engine, scope, note, request);
      expect(broken).toEqual(await breakdown(engine, twins, twinOf(note), request));
      expect(broken.values.length).toBeGreaterThan(1);
    }
    const { filled } = await totalView(engine, scope, 1);
    for (const { name } of MARKED) expect(filled.get(name)).toBe(filled.get(twinOf(name)));
  });

  it("exports marks as it exports data", async () => {
    const csvOf = async (names: readonly string[]) => {
      let csv = "";
      for await (const part of exportCsv(engine, scopeOf(columns), names)) csv += part;
      return csv.slice(csv.indexOf("\r\n"));
    };
    const names = MARKED.map((entry) => entry.name);
    expect(await csvOf(names)).toBe(await csvOf(names.map(twinOf)));
  });

  it("ignores columns of marks that the view does not have", async () => {
    const without = columns.slice(0, -MARKED.length);
    const scope = scopeOf(without, { sort: [{ column: note, descending: true }] });
    const page = await fetchPage(engine, scope, [note, "n"], 0, 3);
    expect(page.column("n")).toEqual([0, 1, 2]);
    expect(page.column(note)).toEqual([null, null, null]);
  });

  it("replaces and forgets marks, many at once", async () => {
    const [first] = MARKS;
    if (first === undefined) throw new Error("no marks");
    const flagged = async () =>
      (await engine.query(`SELECT _row, _flags FROM record_marks ORDER BY _row LIMIT 3`)).column("_row");
    for (const sql of writeMarksSql([{ ...first, flags: ["new"] }], [7])) await engine.execute(sql);
    expect(await flagged()).toEqual([0, 14, 21]);
    expect((await valueFacet(engine, scopeOf(columns), flags, { search: "new" })).values).toEqual([
      { value: "new", selected: 1, total: 1 },
    ]);
    const many = Array.from({ length: 1201 }, (_entry, index) => ({ ...first, row: 1000 + index }));
    for (const sql of writeMarksSql(many, [])) await engine.execute(sql);
    const count = async () =>
      (await engine.query("SELECT count(*) AS n FROM record_marks WHERE _row >= 1000")).get(0, "n");
    expect(await count()).toBe(1201);
    for (const sql of writeMarksSql(
      [],
      many.map((mark) => mark.row),
    )) {
      await engine.execute(sql);
    }
    expect(await count()).toBe(0);
    expect(writeMarksSql([], [])).toEqual([]);
  });
});
