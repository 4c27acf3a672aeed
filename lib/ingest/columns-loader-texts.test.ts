import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startDecoder } from "@/lib/format/parquet/test-files";
import { noise } from "@/lib/format/parquet/test-tables";
import { countRows, fetchPage } from "@/lib/query";
import type { SourceHandle } from "@/lib/source";
import type { Filter } from "@/lib/view";
import { GROUP_ROWS, inGroups, ROWS, rowOf } from "./testing-large-file";
import { closeEngines, complete, load, scopeOf, wholeIndex } from "./testing-loads";

beforeAll(async () => {
  vi.stubGlobal("self", { location: { href: "http://localhost/" } });
  await startDecoder();
});
afterEach(closeEngines);
afterAll(() => vi.unstubAllGlobals());

describe("long texts of a Parquet file whose other columns come first", () => {
  /** A column of long texts. */
  const ESSAY = "name";
  const TEXTS = ["_prompt", "_reply", ESSAY];
  const about = { column: ESSAY, exclude: false } as const;
  const done: Filter = { kind: "one-of", column: "done", values: ["true"], exclude: false };
  const contains = (text: string, exclude: boolean): Filter => ({
    ...{ kind: "contains", column: ESSAY, text, exclude },
  });
  let essays: SourceHandle;
  let shown: (string | null)[];
  beforeAll(() => {
    const rows = Array.from({ length: ROWS }, (_, id) => ({
      ...rowOf(id),
      [ESSAY]: id % 7 === 0 ? null : id % 7 === 1 ? "" : `Essay ${(id * 37) % ROWS}: ${noise(id, 1_000)}`,
      messages: [
        { role: "user", content: `Question ${id}` },
        { role: "assistant", content: `Answer ${id}` },
      ],
    }));
    shown = rows.map(({ [ESSAY]: essay }) => essay?.slice(0, 160) ?? null);
    essays = {
      ...{ kind: "blob", name: "essays.parquet", lastModified: null },
      blob: new Blob([inGroups(rows)]),
    };
  });

  /** How many of the first rows a filter keeps. */
  const countOf = (keeps: (essay: string | null) => boolean, rowEnd = ROWS) =>
    shown.slice(0, rowEnd).filter(keeps).length;
  const has = (text: string) => (essay: string | null) => essay?.includes(text) ?? false;

  it("and filters on them are those of reading all columns at once", async () => {
    let ahead = 0;
    const inTwo = await load([essays], {
      onColumns: async ({ staging }) => {
        ahead = staging.rows;
      },
    });
    expect(ahead).toBe(128);
    const inOne = await load([essays], { isInOnePass: true });
    for (const isComplete of [false, true]) {
      if (isComplete) await Promise.all([complete(inTwo), complete(inOne)]);
      expect(await wholeIndex(inTwo.engine)).toEqual(await wholeIndex(inOne.engine));
      for (const { engine, staging } of [inTwo, inOne]) {
        expect(staging.columns.find(({ name }) => name === ESSAY)?.isBeside).toBe(true);
        const page = await fetchPage(engine, scopeOf(staging, [], null), TEXTS, 0, ROWS);
        expect(page.column(ESSAY)).toEqual(shown);
        expect(page.column("_prompt")).toEqual(shown.map((_, id) => `Question ${id}`));
        expect(page.column("_reply")).toEqual(shown.map((_, id) => `Answer ${id}`));
        const count = async (filter: Filter) =>
          (await countRows(engine, scopeOf(staging, [filter], null))).inView;
        expect(await count(contains("Essay 12", false))).toBe(countOf(has("Essay 12")));
        expect(await count(contains("Essay 12", true))).toBe(countOf((essay) => !has("Essay 12")(essay)));
        expect(await count({ kind: "empty", ...about })).toBe(countOf((essay) => !essay));
      }
    }
  });

  it("are pending with the facts: filters on them leave rows without them yet out", async () => {
    const rounds: number[] = [];
    const doneRows = Array.from({ length: ROWS }, (_, id) => rowOf(id).done).filter((each) => each).length;
    await load([essays], {
      onAppended: async ({ engine, staging }) => {
        await staging.publish(engine);
        const { pending } = staging;
        if (pending === null) return;
        const { rowEnd } = pending;
        rounds.push(rowEnd);
        for (const name of TEXTS) expect(pending.names.has(name)).toBe(true);
        const count = async (...filters: Filter[]) => countRows(engine, scopeOf(staging, filters, pending));
        expect(await count(done)).toEqual({ inView: doneRows, total: ROWS });
        const without = countOf((essay) => !has("Essay 12")(essay), rowEnd);
        expect((await count(contains("Essay 12", true))).inView).toBe(without);
        const empty = countOf((essay) => !essay, rowEnd);
        expect((await count({ kind: "empty", ...about })).inView).toBe(empty);
        expect((await count({ kind: "empty", ...about, exclude: true })).inView).toBe(rowEnd - empty);
        const scope = scopeOf(staging, [], pending);
        const page = await fetchPage(engine, scope, ["id", ...TEXTS], rowEnd - 3, rowEnd + 2);
        expect(page.column("id").map(Number)).toEqual([-3, -2, -1, 0, 1].map((step) => rowEnd + step));
        expect(page.column(ESSAY)).toEqual([...shown.slice(rowEnd - 3, rowEnd), null, null]);
        // In an order by them they come last, and are not lost.
        const sorted = { ...scope, view: { ...scope.view, sort: [{ column: ESSAY, descending: false }] } };
        const last = await fetchPage(engine, sorted, ["id"], ROWS - 2, ROWS + 2);
        expect(last.column("id").map(Number)).toEqual([ROWS - 2, ROWS - 1]);
      },
    });
    expect(rounds.length).toBeGreaterThan(3);
  });

  it("are missing from the rows that were not read whole when reading is cancelled", async () => {
    const rowEnd = 2 * GROUP_ROWS;
    const loading = await load([essays], {
      onAppended: async ({ staging, loader }) => {
        if (staging.rows >= rowEnd) loader.cancel();
      },
    });
    await complete(loading);
    const { engine, staging, loader } = loading;
    expect(loader.pending).toMatchObject({ rowEnd, rows: ROWS });
    const page = await fetchPage(engine, scopeOf(staging, [], loader.pending), TEXTS, 0, ROWS);
    expect(page.column(ESSAY)).toEqual(shown.map((essay, row) => (row < rowEnd ? essay : null)));
    expect(page.get(rowEnd - 1, "_reply")).toBe(`Answer ${rowEnd - 1}`);
    expect(page.get(rowEnd, "_reply")).toBeNull();
    const scope = scopeOf(staging, [contains("Essay 12", true)], loader.pending);
    const without = countOf((essay) => !has("Essay 12")(essay), rowEnd);
    expect((await countRows(engine, scope)).inView).toBe(without);
  });
});
