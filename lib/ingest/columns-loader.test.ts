import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startDecoder } from "@/lib/format/parquet/test-files";
import { writeRows } from "@/lib/format/parquet/test-tables";
import { countRows, valueFacet } from "@/lib/query";
import type { SourceHandle } from "@/lib/source";
import type { Filter } from "@/lib/view";
import { GROUP_ROWS, largeFileBytes, ROWS, rowOf } from "./testing-large-file";
import { closeEngines, complete, type Loading, load, scopeOf, wholeIndex } from "./testing-loads";

let file: SourceHandle;
beforeAll(async () => {
  vi.stubGlobal("self", { location: { href: "http://localhost/" } });
  await startDecoder();
  file = { kind: "blob", name: "large.parquet", blob: new Blob([largeFileBytes()]), lastModified: null };
});
afterEach(closeEngines);
afterAll(() => vi.unstubAllGlobals());

const kind3: Filter = { kind: "one-of", column: "name", values: ["kind 3"], exclude: false };
const KIND_3_ROWS = Array.from({ length: ROWS }, (_, id) => rowOf(id).name).filter(
  (name) => name === "kind 3",
).length;

describe("columns of a Parquet file that come before the conversations", () => {
  it("give final counts before a conversation is read, but for those of the first rows", async () => {
    let seen = 0;
    await load([file], {
      onColumns: async ({ engine, staging, loader }) => {
        seen++;
        await staging.publish(engine);
        const { pending } = staging;
        expect(staging.publishedRows).toBe(ROWS);
        expect(pending?.rowEnd).toBe(128);
        expect([...(pending?.names ?? [])].filter((name) => !name.startsWith("_"))).toEqual(["info"]);
        expect(pending?.names.has("_turns")).toBe(true);
        const counts = await countRows(engine, scopeOf(staging, [kind3], pending));
        expect(counts).toEqual({ inView: KIND_3_ROWS, total: ROWS });
        expect(loader.pending).toBeNull();
      },
    });
    expect(seen).toBe(1);
  });

  it("leave the same index as reading all columns at once", async () => {
    const inTwo = await load([file]);
    const inOne = await load([file], { isInOnePass: true });
    expect(inTwo.staging.pending).toBeNull();
    expect(await wholeIndex(inTwo.engine)).toEqual(await wholeIndex(inOne.engine));
    await Promise.all([complete(inTwo), complete(inOne)]);
    const whole = await wholeIndex(inOne.engine);
    expect(whole.types).toContainEqual(["name", expect.stringMatching(/^ENUM/)]);
    expect(await wholeIndex(inTwo.engine)).toEqual(whole);
    expect(inTwo.log.report()).toEqual({ ...inOne.log.report(), files: expect.anything() });
    expect(inTwo.store.chunks.map(({ rowStart }) => rowStart)).toEqual(
      inOne.store.chunks.map(({ rowStart }) => rowStart),
    );
    const tables = await inTwo.engine.query("SELECT table_name FROM duckdb_tables()");
    expect(tables.column("table_name")).toEqual(["staging"]);
  });

  it("leave the same index when small row groups are read together", async () => {
    const apart = await load([file]);
    const joined = await load([file], { isJoined: true });
    expect(joined.store.chunks.length).toBeLessThan(apart.store.chunks.length);
    await Promise.all([complete(joined), complete(apart)]);
    expect(await wholeIndex(joined.engine)).toEqual(await wholeIndex(apart.engine));
    expect(joined.log.report()).toEqual({ ...apart.log.report(), files: expect.anything() });
  });

  it("come first of the Parquet files behind a file, too, and leave the same index", async () => {
    const handles = [file, { ...file, name: "second.parquet" } as SourceHandle];
    const rows: number[] = [];
    const inTwo = await load(handles, {
      onColumns: async ({ engine, staging }) => {
        await staging.publish(engine);
        rows.push(staging.publishedRows);
        expect(staging.pending?.rowEnd).toBe(128);
      },
    });
    expect(rows).toEqual([ROWS, 2 * ROWS]);
    const inOne = await load(handles, { isInOnePass: true });
    expect(inTwo.staging.rows).toBe(2 * ROWS);
    expect(await wholeIndex(inTwo.engine)).toEqual(await wholeIndex(inOne.engine));
    expect(inTwo.store.chunks.map(({ rowStart }) => rowStart)).toEqual(
      inOne.store.chunks.map(({ rowStart }) => rowStart),
    );
  });

  it("are null where a file behind them has them not, or nothing but nulls", async () => {
    const rows = Array.from({ length: 40 }, (_, id) => ({ ...rowOf(id), name: null, score: null }));
    const small = writeRows(rows, { rowGroupRows: 10 }) as Uint8Array<ArrayBuffer>;
    const behind: SourceHandle = {
      ...{ kind: "blob", name: "small.parquet", lastModified: null },
      blob: new Blob([small]),
    };
    const handles = [behind, file, behind];
    const inTwo = await load(handles);
    const inOne = await load(handles, { isInOnePass: true });
    expect(inTwo.staging.rows).toBe(ROWS + 80);
    expect(await wholeIndex(inTwo.engine)).toEqual(await wholeIndex(inOne.engine));
    const columns = (loading: Loading) => loading.staging.columns;
    expect(columns(inTwo)).toEqual(columns(inOne));
  });

  it("leave a file of another format behind them to its turn", async () => {
    const text = new Blob([JSON.stringify({ id: 1, name: "kind 3", messages: [] })]);
    const lines: SourceHandle = { kind: "blob", name: "lines.jsonl", blob: text, lastModified: null };
    const { staging, log, engine } = await load([
      file,
      lines,
      { ...file, name: "third.parquet" } as SourceHandle,
    ]);
    expect(staging.rows).toBe(2 * ROWS + 1);
    expect(log.report().files.map(({ rows }) => rows)).toEqual([ROWS, 1, ROWS]);
    const ids = await engine.query("SELECT id FROM rows ORDER BY _row");
    const own = Array.from({ length: ROWS }, (_, id) => id);
    expect(ids.column("id").map(Number)).toEqual([...own, 1, ...own]);
  });

  it("are there with all rows while the facts of some are, and count these alone", async () => {
    const rounds: number[] = [];
    await load([file], {
      onAppended: async ({ engine, staging }) => {
        await staging.publish(engine);
        const { pending } = staging;
        if (pending === null) return;
        rounds.push(pending.rowEnd);
        const none: Filter = {
          kind: "ranges",
          column: "_turns",
          ranges: [{ min: 1, max: null }],
          exclude: false,
        };
        const outside: Filter = {
          kind: "ranges",
          column: "_turns",
          ranges: [{ min: 2, max: null }],
          exclude: true,
        };
        const turns = Array.from({ length: pending.rowEnd }, (_, id) => (id % 3 === 2 ? 2 : 1));
        const count = async (filters: Filter[]) =>
          (await countRows(engine, scopeOf(staging, filters, pending))).inView;
        expect(await count([none])).toBe(pending.rowEnd);
        // Rows without a fact yet are not among those of which it is not so.
        expect(await count([outside])).toBe(turns.filter((each) => each === 1).length);
        expect(await count([kind3])).toBe(KIND_3_ROWS);
      },
    });
    expect(rounds).toEqual([...new Set(rounds)].sort((a, b) => a - b));
    expect(rounds.length).toBeGreaterThan(3);
  });

  it("stay with all rows when reading is cancelled, with the facts read so far", async () => {
    const loading = await load([file], {
      onAppended: async ({ staging, loader }) => {
        if (staging.rows >= 2 * GROUP_ROWS) loader.cancel();
      },
    });
    const { engine, staging, loader, store, log } = loading;
    expect(staging.rows).toBe(ROWS);
    expect(loader.pending).toMatchObject({ rowEnd: 2 * GROUP_ROWS, rows: ROWS });
    await complete(loading);
    const scope = scopeOf(staging, [], loader.pending);
    const counted = await engine.query(
      "SELECT count(*)::INTEGER AS n, count(_turns)::INTEGER AS t FROM rows",
    );
    expect([counted.get(0, "n"), counted.get(0, "t")]).toEqual([ROWS, 2 * GROUP_ROWS]);
    const places = await engine.query("SELECT id, _row, _offset, _length FROM rows ORDER BY _row");
    expect(places.column("id").map(Number)).toEqual(Array.from({ length: ROWS }, (_, id) => id));
    expect(places.column("_offset").map(Number).at(-1)).toBe(ROWS / GROUP_ROWS - 1);
    expect(places.column("_length").map(Number).at(-1)).toBe(GROUP_ROWS - 1);
    const names = await valueFacet(engine, scope, "name");
    expect(names.values.find(({ value }) => value === "kind 3")?.total).toBe(KIND_3_ROWS);
    // Their text can still be searched.
    expect(store.chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
    expect(log.report().files[0]?.rows).toBe(ROWS);
  });

  it.each([GROUP_ROWS, ROWS, ROWS + 128])(
    "stay with the rows of all files when reading is cancelled at row %i",
    async (rowEnd) => {
      const { staging, loader, log, store, engine } = await load(
        [file, { ...file, name: "second.parquet" } as SourceHandle],
        {
          onAppended: async ({ staging, loader }) => {
            if (staging.rows >= rowEnd) loader.cancel();
          },
        },
      );
      expect(staging.rows).toBe(2 * ROWS);
      expect(loader.pending).toMatchObject({ rowEnd, rows: 2 * ROWS });
      expect(log.report().files.map(({ rows }) => rows)).toEqual([ROWS, ROWS]);
      expect(store.chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(2 * ROWS);
      const files = await engine.query("SELECT DISTINCT _file_name AS name FROM rows ORDER BY name");
      expect(files.column("name")).toEqual(["large.parquet", "second.parquet"]);
    },
  );
});
