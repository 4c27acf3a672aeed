import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { ViewState } from "@/lib/view";
import { countRows, fetchPage, rowAt, rowIds, rowIndexOf } from "./fetch-page";
import { fetchLocators, findRow, locatorOf } from "./find-row";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf, stageRows } from "./testing/test-index";
import { forgetOrders } from "./view-orders";

const ROW_COUNT = 5000;
interface Row {
  row: number;
  group: string | null;
  size: number;
}
const ROWS: readonly Row[] = Array.from({ length: ROW_COUNT }, (_, row) => ({
  row,
  group: row % 7 === 0 ? null : `group ${row % 5}`,
  size: (row * 7919) % 100,
}));

const filtered: Partial<ViewState> = {
  filters: [{ kind: "ranges", column: "size", ranges: [{ min: 10, max: 59 }], exclude: false }],
};
const sorted: Partial<ViewState> = {
  ...filtered,
  sort: [
    { column: 'the "group"', descending: true },
    { column: "size", descending: false },
    { column: "no such column", descending: false },
  ],
};

const inView = ROWS.filter((row) => row.size >= 10 && row.size <= 59);
const inOrder = inView.toSorted((a, b) => {
  // No value comes last, whichever way the column is sorted.
  if (a.group !== b.group) return a.group === null ? 1 : b.group === null ? -1 : a.group < b.group ? 1 : -1;
  return a.size - b.size || a.row - b.row;
});

const VIEWS: readonly [string, Partial<ViewState>, readonly number[]][] = [
  ["everything", {}, ROWS.map((row) => row.row)],
  ["a filtered view", filtered, inView.map((row) => row.row)],
  ["a sorted view", sorted, inOrder.map((row) => row.row)],
];

describe.each(ENGINES)("in %s,", (_, start) => {
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());
  beforeEach(async () => {
    await forgetOrders(engine);
    const select = `SELECT 'id ' || range AS id, CASE WHEN range % 7 = 0 THEN NULL ELSE 'group ' || (range % 5) END AS "the ""group""", (range * 7919) % 100 AS size FROM range(${ROW_COUNT})`;
    columns = await stageRows(engine, select, [
      column("id", "text"),
      column('the "group"', "text"),
      column("size", "integer"),
    ]);
  });

  describe.each(VIEWS)("pages of %s", (_, view, expected) => {
    it("are its rows in order, near and deep, before and after the order is laid down", async () => {
      const scope = scopeOf(columns, view);
      const last = expected.length;
      expect((await countRows(engine, scope)).inView).toBe(last);
      for (const [start, end] of [
        [0, 50],
        [40, 90],
        [last - 30, last + 30],
        [1500, 1600],
        [0, 50],
        [last, last + 10],
      ] as const) {
        const page = await fetchPage(engine, scope, ["size"], start, end);
        expect(page.column("_row")).toEqual(expected.slice(start, end));
        expect(page.column("size")).toEqual(expected.slice(start, end).map((row) => ROWS[row]?.size));
      }
    });

    it("find the place of a row and the row of a place", async () => {
      const scope = scopeOf(columns, view);
      for (const index of [0, 1, 777, expected.length - 1]) {
        expect(await rowAt(engine, scope, index)).toBe(expected[index]);
        expect(await rowIndexOf(engine, scope, expected[index] ?? -1)).toBe(index);
      }
      expect(await rowAt(engine, scope, -1)).toBeNull();
      expect(await rowAt(engine, scope, expected.length)).toBeNull();
      const outside = ROWS.find((row) => !expected.includes(row.row))?.row ?? ROW_COUNT;
      expect(await rowIndexOf(engine, scope, outside)).toBeNull();
    });

    it("stream as batches of rows", async () => {
      const rows: number[] = [];
      for await (const batch of rowIds(engine, scopeOf(columns, view), 999)) rows.push(...batch);
      expect(rows).toEqual(expected);
    });
  });

  describe("orders of views", () => {
    const tables = async () =>
      Number(
        (
          await engine.query(
            "SELECT count(*) AS n FROM duckdb_tables() WHERE starts_with(table_name, 'view_order')",
          )
        ).get(0, "n"),
      );
    const deep = (min: number, revision = 0) => {
      const scope = {
        ...scopeOf(columns, {
          filters: [{ kind: "ranges", column: "size", ranges: [{ min, max: null }], exclude: false }],
        }),
        revision,
      };
      return fetchPage(engine, scope, [], 2000, 2010);
    };

    it("are laid down once for pages asked for together, and only a few are kept", async () => {
      await Promise.all([deep(1), deep(1), deep(1)]);
      expect(await tables()).toBe(1);
      for (const min of [2, 3, 4, 5]) await deep(min);
      expect(await tables()).toBe(2);
      await forgetOrders(engine);
      expect(await tables()).toBe(0);
    });

    it("are laid down anew when there are more rows", async () => {
      const before = (await deep(0)).column("_row");
      await engine.execute("INSERT INTO staging BY NAME SELECT 'more' AS id, 1 AS size");
      expect((await deep(0, 1)).column("_row")).toEqual(before);
      const scope = {
        ...scopeOf(columns, {
          filters: [{ kind: "ranges", column: "size", ranges: [{ min: 0, max: null }], exclude: false }],
        }),
        revision: 2,
      };
      expect(await rowIndexOf(engine, scope, ROW_COUNT)).toBe(ROW_COUNT);
    });

    it("are not dropped while an export reads them", async () => {
      const rows: number[] = [];
      for await (const batch of rowIds(engine, scopeOf(columns, sorted), 400)) {
        rows.push(...batch);
        for (const min of [1, 2, 3]) await deep(min);
      }
      expect(rows).toEqual(inOrder.map((row) => row.row));
    });

    it("stop for an abort and serve the next request", async () => {
      const abort = new AbortController();
      abort.abort();
      await expect(fetchPage(engine, scopeOf(columns, sorted), [], 2000, 2010, abort.signal)).rejects.toThrow(
        "abort",
      );
      expect((await fetchPage(engine, scopeOf(columns, sorted), [], 0, 1)).rowCount).toBe(1);
    });

    it("are given up when nobody waits for them any more", async () => {
      const scope = scopeOf(columns, sorted);
      const aborts = [new AbortController(), new AbortController()];
      const pages = aborts.map(({ signal }) => fetchPage(engine, scope, [], 2000, 2010, signal));
      const ends = Promise.allSettled(pages);
      // Somebody else waits still.
      aborts[0]?.abort();
      const last = fetchPage(engine, scope, [], 2000, 2010);
      aborts[1]?.abort();
      expect((await ends).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      expect((await last).column("_row")).toEqual(inOrder.slice(2000, 2010).map(({ row }) => row));
      await forgetOrders(engine);

      const abort = new AbortController();
      const page = fetchPage(engine, scope, [], 2000, 2010, abort.signal);
      abort.abort();
      await expect(page).rejects.toThrow("abort");
      expect(await tables()).toBe(0);
      expect((await fetchPage(engine, scope, [], 2000, 2010)).rowCount).toBe(10);
    });

    it("try again after a failure", async () => {
      const scope = { ...scopeOf(columns), matches: { table: "not there yet", rowEnd: 10_000 } };
      await expect(rowIndexOf(engine, scope, 3)).rejects.toThrow("not there yet");
      await engine.execute('CREATE TABLE "not there yet" AS SELECT 3::UBIGINT AS _row');
      expect(await rowIndexOf(engine, scope, 3)).toBe(0);
    });
  });

  describe("single rows", () => {
    it("shows a column that does not exist yet as null", async () => {
      const page = await fetchPage(engine, scopeOf(columns), ["late", "size", "_row"], 0, 1);
      expect([page.get(0, "late"), page.get(0, "size"), page.get(0, "_row")]).toEqual([null, 0, 0]);
    });

    it("are found by id and by position", async () => {
      const id = columns.find((entry) => entry.name === "id") ?? null;
      expect(await findRow(engine, { kind: "id", id: "id 4321" }, id)).toBe(4321);
      expect(await findRow(engine, { kind: "id", id: "it's not there" }, id)).toBeNull();
      expect(await findRow(engine, { kind: "id", id: "7" }, column("size", "integer"))).toBe(
        ROWS.find((row) => row.size === 7)?.row,
      );
      expect(await findRow(engine, { kind: "position", row: 4999 }, null)).toBe(4999);
      expect(await findRow(engine, { kind: "position", row: 5000 }, null)).toBeNull();
    });

    it("are found in far-apart blocks of a long table", async () => {
      const long = await stageRows(engine, "SELECT range AS n, hash(range) AS mixed FROM range(700000)", [
        column("n", "integer"),
        column("mixed", "double"),
      ]);
      const scope = scopeOf(long, { sort: [{ column: "mixed", descending: false }] });
      const expected = await engine.query(
        "SELECT _row FROM rows ORDER BY mixed, _row LIMIT 100 OFFSET 300000",
      );
      const page = await fetchPage(engine, scope, ["n"], 300_000, 300_100);
      expect(page.column("_row")).toEqual(expected.column("_row"));
      expect(page.column("n")).toEqual(expected.column("_row"));

      // The first rows of a filtered view, some among the first rows of the table, or none, or more than enough.
      for (const min of [65_500, 300_000, 10]) {
        const filtered = scopeOf(long, {
          filters: [{ kind: "ranges", column: "n", ranges: [{ min, max: null }], exclude: false }],
        });
        const places = Array.from({ length: 60 }, (_, place) => min + 20 + place);
        expect((await fetchPage(engine, filtered, ["n"], 20, 80)).column("n")).toEqual(places);
      }
    });

    it("tell where their bytes are", async () => {
      expect(await locatorOf(engine, 12)).toEqual({ file: 0, offset: 1200, length: 99, line: 13 });
      expect(await locatorOf(engine, ROW_COUNT)).toBeNull();
      const places = await fetchLocators(engine, [30, 2, 4000]);
      expect(places.map((place) => place.offset)).toEqual([3000, 200, 400_000]);
    });
  });
});
