import { Compression } from "parquet-wasm/esm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ParquetChunk } from "@/lib/format";
import { type ParquetFooter, readFooter } from "@/lib/format/parquet/footer";
import { bytesSource, startDecoder } from "@/lib/format/parquet/test-files";
import { type TestRow, writeRows } from "@/lib/format/parquet/test-tables";
import { TextTables } from "@/lib/previews";
import { countRows, fetchPage, type Scope, valueFacet } from "@/lib/query";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import type { ColumnType, PendingColumns } from "@/lib/schema";
import type { SourceHandle } from "@/lib/source";
import { EMPTY_VIEW, type Filter } from "@/lib/view";
import { columnsFirst } from "./columns-first";
import { completeIndex } from "./complete-index";
import { DatasetLoader, type LoaderEvents } from "./dataset-loader";
import { indexChunk, indexFirstChunk } from "./index-chunk";
import { LoadLog } from "./load-log";
import { ownVisibleColumns } from "./own-columns";
import { planParquet, readParquetColumns } from "./parquet-tasks";
import type { Parsers } from "./parse-pool";
import type { FirstReply, ParseCalls } from "./parse-protocol";
import { RecordStore } from "./record-store";
import { StagingTable } from "./staging-table";

const ROWS = 4_000;
const GROUP_ROWS = 500;

/** Text that does not compress away, so that the conversations are the greater part of the file. */
function noise(seed: number, words: number): string {
  let state = seed * 2654435761;
  let text = "";
  for (let index = 0; index < words; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    text += `${(state >>> 0).toString(36)} `;
  }
  return text;
}

function rowOf(id: number): TestRow {
  return {
    id,
    name: id % 7 === 0 ? null : `kind ${id % 5}`,
    score: id % 11 === 0 ? null : id / 3,
    done: id % 13 === 0 ? null : id % 3 === 0,
    tags: id % 5 === 0 ? null : [`tag ${id % 3}`, ...(id % 2 === 0 ? [null] : [])],
    messages: Array.from({ length: 2 + (id % 3) }, (_, turn) => ({
      role: turn % 2 === 0 ? "user" : "assistant",
      content: `${id}/${turn} ${noise(id * 8 + turn, 240)}`,
    })),
    info: { source: "test", nested: { depth: id % 4 } },
  };
}

let bytes: Uint8Array;
let footer: ParquetFooter;
let file: SourceHandle;
beforeAll(async () => {
  vi.stubGlobal("self", { location: { href: "http://localhost/" } });
  await startDecoder();
  const rows = Array.from({ length: ROWS }, (_, id) => rowOf(id));
  bytes = writeRows(rows, { compression: Compression.SNAPPY, rowGroupRows: GROUP_ROWS });
  footer = await readFooter(bytesSource("large.parquet", bytes));
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  file = { kind: "blob", name: "large.parquet", blob, lastModified: null };
});
afterAll(() => vi.unstubAllGlobals());

const engines: WasmEngine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

/** How a file is read: as if no column could come before the others; several row groups at once. */
interface Reading {
  isInOnePass: boolean;
  isJoined: boolean;
}

/** The work of the parse workers, in this thread. */
function parsersOf({ isInOnePass, isJoined }: Reading): Parsers {
  const run = async (kind: keyof ParseCalls, request: object): Promise<object> => {
    switch (kind) {
      case "first": {
        const { chunk, plan, options, previewRows } = request as ParseCalls["first"]["request"];
        return indexFirstChunk(chunk, plan, options, previewRows);
      }
      case "index": {
        const { chunk, plan } = request as ParseCalls["index"]["request"];
        return indexChunk(chunk, plan);
      }
      case "columns": {
        const { chunk, columns, fields } = request as ParseCalls["columns"]["request"];
        return readParquetColumns(chunk, columns, fields);
      }
      default: {
        const { source, file } = request as ParseCalls["plan-parquet"]["request"];
        const plan = await planParquet(source, file, isJoined ? {} : { joinedBytes: 0 });
        return isInOnePass ? { ...plan, fields: [] } : plan;
      }
    }
  };
  return { capacity: 2, run: run as Parsers["run"] };
}

interface Loading {
  engine: WasmEngine;
  staging: StagingTable;
  store: RecordStore;
  log: LoadLog;
  loader: DatasetLoader;
}

async function load(
  handles: readonly SourceHandle[],
  { isInOnePass = false, isJoined = false, ...events }: Partial<LoadingEvents & Reading> = {},
): Promise<Loading> {
  const engine = await WasmEngine.start();
  engines.push(engine);
  const names = handles.map((handle) => handle.name);
  const store = new RecordStore(handles);
  const staging = new StagingTable(names);
  engine.placeTexts(new TextTables(staging.store, engine));
  const log = new LoadLog(names.map((name) => ({ name, sizeBytes: 0 })));
  const told: LoaderEvents = {
    onStarted: () => {},
    onFirst: () => {},
    onAppended: async () => events.onAppended?.(loading),
    onColumns: async () => events.onColumns?.(loading),
  };
  const pool = parsersOf({ isInOnePass, isJoined });
  const parts = { store, staging, log, pool, linePool: pool, engine: async () => engine };
  const options = { conversationField: null, roles: {} };
  const loader = new DatasetLoader({ ...parts, options }, told);
  const loading: Loading = { engine, staging, store, log, loader };
  for (const place of handles.keys()) if (!loader.isCancelled) await loader.readFile(place);
  await loader.end();
  await staging.publish(engine);
  return loading;
}

interface LoadingEvents {
  onAppended(loading: Loading): Promise<void>;
  onColumns(loading: Loading): Promise<void>;
}

async function complete({ engine, staging, log }: Loading): Promise<void> {
  const fileNames = log.report().files.map(({ name }) => name);
  const columns = [...ownVisibleColumns(fileNames.length), ...staging.columns];
  const texts = staging.texts();
  await completeIndex(engine, {
    ...{ columns, roles: {}, chosenRoles: {}, texts, fileNames, rowCount: staging.rows },
  });
}

/** Every cell of the index, with its columns and their types. */
async function wholeIndex(engine: WasmEngine): Promise<{ types: unknown; rows: unknown[] }> {
  const types = await engine.query(
    "SELECT column_name, data_type FROM (DESCRIBE rows) t(column_name, data_type, a, b, c, d)",
  );
  const names = types.column("column_name") as string[];
  const cells = await engine.query("SELECT * FROM rows ORDER BY _row");
  return {
    types: names.map((name, place) => [name, types.column("data_type")[place]]),
    rows: names.map((name) => cells.column(name)),
  };
}

function scopeOf(staging: StagingTable, filters: Filter[], pending: PendingColumns | null): Scope {
  const columns = [...ownVisibleColumns(1), ...staging.columns];
  return {
    view: { ...EMPTY_VIEW, filters },
    ...{ columns, teacherColumns: [], matchesTable: null, pending },
  };
}

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
    const written = writeRows(rows, { compression: Compression.SNAPPY, rowGroupRows: GROUP_ROWS });
    essays = {
      ...{ kind: "blob", name: "essays.parquet", lastModified: null },
      blob: new Blob([written as Uint8Array<ArrayBuffer>]),
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

describe("columns of a Parquet file on a server that come before the conversations", () => {
  /** The samples of the file's fingerprint, which are read for themselves. */
  const SAMPLE_BYTES = 64 * 1024;
  const realFetch = globalThis.fetch;
  afterEach(() => vi.stubGlobal("fetch", realFetch));

  /** Serves the file; not a byte of `broken`. What was asked for is the answer. */
  function serve(broken: [start: number, end: number] = [0, 0]): [start: number, end: number][] {
    const asked: [number, number][] = [];
    vi.stubGlobal("fetch", async (_: string, { headers }: { headers: { Range: string } }) => {
      const [start = 0, last = 0] = headers.Range.slice("bytes=".length).split("-").map(Number);
      if (start < broken[1] && broken[0] <= last) return new Response(null, { status: 404 });
      if (last + 1 - start !== SAMPLE_BYTES) asked.push([start, last + 1]);
      return new Response(bytes.slice(start, last + 1), { status: 206 });
    });
    return asked;
  }

  const onServer = (): SourceHandle => ({
    kind: "url",
    name: "large.parquet",
    // Workers keep the reader of the file that they read last, by its address.
    url: `http://localhost/${performance.now()}.parquet`,
    sizeBytes: bytes.length,
  });

  function startOf(rowGroup: number, field = "id"): number {
    const at = footer.fields.find(({ name }) => name === field)?.leafStart ?? 0;
    return footer.rowGroups[rowGroup]?.columns[at]?.start ?? 0;
  }

  it("are fetched once", async () => {
    const asked = serve();
    const inTwo = await load([onServer()]);
    expect(inTwo.staging.rows).toBe(ROWS);
    // The first rows are read of the first group, and then the group.
    const behind = asked.filter(([, end]) => end > startOf(1)).sort(([a], [b]) => a - b);
    const ofRows = behind.filter(([, end]) => end < bytes.length);
    expect(ofRows.length).toBeGreaterThan(footer.rowGroups.length);
    for (const [place, [start]] of ofRows.entries())
      expect(start).toBeGreaterThanOrEqual(ofRows[place - 1]?.[1] ?? 0);
    const inOne = await load([file], { isInOnePass: true });
    expect(await wholeIndex(inTwo.engine)).toEqual(await wholeIndex(inOne.engine));
  });

  it.each([false, true])(
    "stay with all rows when the conversations cannot be read to their end, together: %s",
    async (isJoined) => {
      serve([startOf(4, "messages"), startOf(4, "info")]);
      const { staging, loader, log } = await load([onServer()], { isJoined });
      expect(log.report().files[0]?.error).toMatch(/has no file large.parquet/);
      expect(staging.rows).toBe(ROWS);
      expect(loader.pending).toMatchObject({ rowEnd: 4 * GROUP_ROWS, rows: ROWS });
    },
  );

  it("are not kept when they cannot be read to their end themselves", async () => {
    serve([startOf(4), startOf(4) + 1]);
    let isTold = false;
    const { staging, loader, log, engine } = await load([onServer()], {
      isJoined: true,
      onColumns: async () => {
        isTold = true;
      },
    });
    expect(isTold).toBe(false);
    expect(log.report().files[0]?.error).toMatch(/has no file large.parquet/);
    expect(staging.rows).toBe(4 * GROUP_ROWS);
    expect(loader.pending).toBeNull();
    expect(Number((await engine.query("SELECT count(*) AS n FROM rows")).get(0, "n"))).toBe(4 * GROUP_ROWS);
  });
});

describe("columnsFirst", () => {
  const MB = 2 ** 20;
  const rows = MB;
  const chunk = {
    kind: "parquet",
    file: 0,
    stretches: [{ rowGroup: 0, rowStart: 0, rowEnd: rows }],
  } as unknown as ParquetChunk;

  /** Of fields with their type in the file, in the index, and the bytes of a row. */
  function chosen(fields: [name: string, isFlat: boolean, type: ColumnType, rowBytes: number][]): string[] {
    const plan = {
      ...{ chunks: [chunk], chunkBytes: [0], notices: [] },
      fields: fields.map(([name, isFlat, , bytes]) => ({ name, isFlat, bytes: bytes * rows })),
    };
    const indexed = fields.map(([field, , type, bytes]) => ({
      ...{ field, type, stored: bytes > 512 ? "preview" : "full" },
    }));
    return columnsFirst(plan, { fields: indexed, heldBack: ["messages"] } as unknown as FirstReply);
  }

  it("takes numbers and short texts, the smallest first", () => {
    const fields: Parameters<typeof chosen>[0] = [
      ["id", true, "text", 40],
      ["messages", false, "json", 2000],
      ["labels", true, "list<text>", 2],
      ["tokens", true, "integer", 8],
      ["category", true, "text", 1],
      ["answer", true, "text", 900],
      ["meta", false, "json", 4],
    ];
    expect(chosen(fields)).toEqual(["category", "labels", "tokens", "id"]);
  });

  it("takes no more than a small share of the file", () => {
    const numbers = Array.from(
      { length: 9 },
      (_, at) => [`number ${at}`, true, "double", 8 + at] as const,
    ) as unknown as Parameters<typeof chosen>[0];
    expect(chosen([["messages", false, "json", 300], ...numbers])).toHaveLength(4);
  });

  it("takes none where the others are quickly read, or where there is nothing but a conversation", () => {
    expect(
      chosen([
        ["messages", false, "json", 14],
        ["n", true, "integer", 1],
      ]),
    ).toEqual([]);
    expect(
      chosen([
        ["messages", false, "json", 2000],
        ["answer", true, "text", 900],
      ]),
    ).toEqual([]);
  });
});
