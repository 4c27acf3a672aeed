import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format";
import { TextStore, TextTables } from "@/lib/previews";
import {
  countRows,
  exportCsv,
  fetchPage,
  finaliseIndex,
  type Scope,
  totalView,
  valueFacet,
} from "@/lib/query";
import { compareRecords, duplicateGroups, fetchPairs, type Side } from "@/lib/query/compare";
import type { TestEngine } from "@/lib/query/testing/engines";
import { scopeOf } from "@/lib/query/testing/test-index";
import { WasmEngine } from "@/lib/query/testing/wasm-engine";
import type { Filter, ViewState } from "@/lib/view";
import { ChunkIndexer } from "./chunk-indexer";
import { NO_READ_OPTIONS } from "./index-plan";
import { ownVisibleColumns } from "./own-columns";
import { StagingTable } from "./staging-table";

const FILLER = "the flood took the mill and the road ".repeat(20);
const NAME = 'the "essay"';

interface TestRecord {
  id: number;
  kind: string;
  /** Absent, null, empty and short ones among long ones. */
  [NAME]?: unknown;
  messages: { role: string; content: string }[];
}

function recordAt(id: number): TestRecord {
  const essay =
    id % 7 === 0
      ? {}
      : { [NAME]: id % 7 === 1 ? null : id % 7 === 2 ? "" : `Essay ${(id * 37) % 101}: ${FILLER}` };
  const messages = [
    { role: "user", content: `Question ${id % 50}` },
    { role: "assistant", content: `Answer ${id}` },
  ];
  return { id, kind: ["alpha", "beta"][id % 2] ?? "", messages, ...essay };
}

/** A dataset that is read chunk by chunk. */
class Reading {
  readonly staging = new StagingTable(["test.jsonl"]);
  readonly texts: TextTables;
  readonly engine: WasmEngine;
  readonly records: TestRecord[] = [];

  constructor(engine: WasmEngine) {
    this.engine = engine;
    this.texts = new TextTables(this.staging.store, engine);
    engine.placeTexts(this.texts);
  }

  async append(records: readonly TestRecord[]): Promise<void> {
    const { staging, engine } = this;
    const indexer = new ChunkIndexer({ fields: staging.planned, read: NO_READ_OPTIONS });
    for (const [at, record] of records.entries())
      indexer.add({ file: 0, offset: at, length: 1, line: at + 1 }, jsonValue(record), []);
    const chunk = indexer.finish(0, { isFirst: staging.rows === 0 });
    staging.learn(chunk, staging.rows);
    await staging.append(engine, chunk, 0);
    this.records.push(...records);
  }

  publish(): Promise<void> {
    return this.staging.publish(this.engine);
  }

  scope(view: Partial<ViewState> = {}): Scope {
    return scopeOf([...ownVisibleColumns(1), ...this.staging.columns], view);
  }

  async complete(): Promise<void> {
    const { staging, engine } = this;
    await finaliseIndex(engine, {
      columns: this.scope().columns,
      ...{ roles: {}, chosenRoles: {}, texts: staging.texts() },
      ...{ fileNames: ["test.jsonl"], rowCount: staging.rows },
    });
  }

  /** What the index shows of the essay of a record. */
  essays(): (string | null)[] {
    return this.records.map(({ [NAME]: essay }) => (typeof essay === "string" ? essay.slice(0, 160) : null));
  }

  async tables(): Promise<unknown[]> {
    const found = await this.engine.query(
      "SELECT table_name AS name FROM duckdb_tables() WHERE starts_with(table_name, '_texts of ') ORDER BY name",
    );
    return [...found.column("name")];
  }
}

const recordsOf = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, index) => recordAt(start + index));

let engine: WasmEngine;
let reading: Reading;
beforeEach(async () => {
  engine = await WasmEngine.start();
  reading = new Reading(engine);
  await reading.append(recordsOf(0, 40));
  await reading.append(recordsOf(40, 333));
  await reading.publish();
});
afterEach(() => engine.close());

const rowsInView = async (filter: Filter): Promise<number> =>
  (await countRows(engine, reading.scope({ filters: [filter] }))).inView;

describe("texts that lie beside the database", () => {
  it("are no columns of it, but those of every page", async () => {
    const described = (await engine.query("DESCRIBE rows")).column("column_name");
    for (const name of ["_prompt", "_reply", NAME]) {
      expect(described).not.toContain(name);
      expect(described).toContain(`_has ${name}`);
    }
    const page = await fetchPage(engine, reading.scope(), ["_prompt", "id", NAME, "_reply"], 30, 130);
    expect(page.column(NAME)).toEqual(reading.essays().slice(30, 130));
    expect(page.column("_reply")).toEqual(recordsOf(30, 130).map(({ id }) => `Answer ${id}`));
    expect(page.get(3, "_prompt")).toBe("Question 33");
    expect(page.get(3, "id")).toBe(33);
    const filters: Filter[] = [{ kind: "one-of", column: "kind", values: ["beta"], exclude: false }];
    const sort = [{ column: "id", descending: true }];
    const scattered = await fetchPage(engine, reading.scope({ filters, sort }), ["id", NAME], 5, 105);
    const ids = scattered.column("id").map(Number);
    expect(ids.slice(0, 2)).toEqual([321, 319]);
    expect(scattered.column(NAME)).toEqual(ids.map((id) => reading.essays()[id]));
    expect(await reading.tables()).toEqual([]);
  });

  it("are filtered by, sorted by, counted and exported as columns are", async () => {
    const essays = reading.essays();
    const count = (keeps: (essay: string | null) => boolean) => essays.filter(keeps).length;
    const about = { column: NAME, exclude: false };
    expect(await rowsInView({ kind: "empty", ...about })).toBe(count((essay) => !essay));
    expect(await rowsInView({ kind: "empty", ...about, exclude: true })).toBe(count((essay) => !!essay));
    expect(await reading.tables()).toEqual([]);
    const contains = (text: string) => (essay: string | null) => essay?.toLowerCase().includes(text) ?? false;
    expect(await rowsInView({ kind: "contains", ...about, text: "ESSAY 1" })).toBe(
      count(contains("essay 1")),
    );
    expect(await rowsInView({ kind: "contains", ...about, text: "essay 1", exclude: true })).toBe(
      count((essay) => !contains("essay 1")(essay)),
    );
    const [first = null] = essays.filter((essay) => !!essay);
    expect(await rowsInView({ kind: "equals", ...about, text: first ?? "" })).toBe(
      count((essay) => essay === first),
    );
    expect(await rowsInView({ kind: "one-of", ...about, values: [null, ""] })).toBe(count((essay) => !essay));
    expect(await reading.tables()).toEqual([`_texts of ${NAME}`]);

    const scope = reading.scope({ sort: [{ column: NAME, descending: true }] });
    const inOrder = reading.records
      .map((_, row) => row)
      .toSorted((a, b) => {
        const [x, y] = [essays[a] ?? null, essays[b] ?? null];
        if (x === y) return a - b;
        return x === null ? 1 : y === null ? -1 : x < y ? 1 : -1;
      });
    for (const [start, end] of [
      [0, 100],
      [200, 300],
    ] as const) {
      const page = await fetchPage(engine, scope, [NAME], start, end);
      expect(page.column("_row").map(Number)).toEqual(inOrder.slice(start, end));
    }
    const facet = await valueFacet(engine, reading.scope(), NAME, { limit: 1 });
    const nulls = count((essay) => essay === null);
    expect(facet.values[0]).toEqual({ value: null, total: nulls, selected: nulls });
    const totals = await totalView(engine, reading.scope(), 1);
    expect(totals.filled.get(NAME)).toBe(count((essay) => !!essay));
    expect(totals.filled.get("_prompt")).toBe(333);
    let csv = "";
    for await (const part of exportCsv(engine, reading.scope(), ["id", NAME])) csv += part;
    const lines = csv.split("\r\n");
    expect(lines[1]).toBe("0,");
    expect(lines[3]).toBe('2,""');
    expect(lines[5]).toBe(`4,${essays[4]}`);
  });

  it("grow with the rows, and are JSON from the first value on that is no text", async () => {
    const filter: Filter = { kind: "contains", column: NAME, text: "essay", exclude: false };
    expect(await rowsInView(filter)).toBe(
      reading.essays().filter((essay) => essay?.startsWith("Essay")).length,
    );
    await reading.append(recordsOf(333, 500));
    await reading.publish();
    const texts = reading.essays().filter((essay) => essay?.startsWith("Essay")).length;
    expect(await rowsInView(filter)).toBe(texts);
    const others: unknown[] = [{ deep: ["essay", 1] }, 12, [], "short"];
    await reading.append(others.map((essay, at) => ({ ...recordAt(0), id: 500 + at, [NAME]: essay })));
    await reading.publish();
    expect(reading.staging.columns.find(({ name }) => name === NAME)?.type).toBe("json");
    expect(await rowsInView(filter)).toBe(texts + 1);
    const page = await fetchPage(engine, reading.scope(), [NAME], 490, 600);
    expect(page.column(NAME)).toEqual([
      ...reading
        .essays()
        .slice(490, 500)
        .map((essay) => (essay === null ? null : JSON.stringify(essay))),
      ...['{"deep": ["essay", 1]}', "12", "[]", '"short"'],
    ]);
    const before = reading.records.slice(0, 500).filter((record) => !record[NAME]).length;
    expect(await rowsInView({ kind: "empty", column: NAME, exclude: false })).toBe(before + 1);
  });

  it("leave the database when other statements need the room, and come back", async () => {
    await reading.complete();
    const filter: Filter = { kind: "contains", column: "_reply", text: "answer 12", exclude: false };
    expect(await rowsInView(filter)).toBe(11);
    const release = await reading.texts.hold([NAME]);
    expect(await reading.tables()).toEqual([`_texts of ${NAME}`, "_texts of _reply"].sort());
    expect(await reading.texts.free()).toBe(true);
    expect(await reading.tables()).toEqual([`_texts of ${NAME}`]);
    release();
    expect(await reading.texts.free()).toBe(true);
    expect(await reading.texts.free()).toBe(false);
    expect(await rowsInView(filter)).toBe(11);
    await reading.texts.close();
    expect(await reading.tables()).toEqual([]);
    await expect(rowsInView(filter)).rejects.toThrow();
  });

  it("are put into the database no further than somebody waits for them, and from there later", async () => {
    const abort = new AbortController();
    let texts = reading.texts;
    const isLeft = new Promise<void>((leave) => {
      texts = new TextTables(reading.staging.store, engine, {
        onProgress: (progress) => (progress === null ? leave() : abort.abort()),
      });
    });
    engine.placeTexts(texts);
    await expect(texts.hold(["_prompt"], abort.signal)).rejects.toThrow();
    await isLeft;
    const rowsOf = async () => {
      const sizes = await engine.query(
        "SELECT estimated_size AS n FROM duckdb_tables() WHERE table_name = '_texts of _prompt'",
      );
      return sizes.column("n").map(Number);
    };
    expect(await rowsOf()).toEqual([40]);
    // More rows do not bring it on, but the next who asks does.
    await reading.append(recordsOf(333, 340));
    await reading.publish();
    expect(await rowsOf()).toEqual([40]);
    expect(await rowsInView({ kind: "contains", column: "_prompt", text: "tion 3", exclude: false })).toBe(
      77,
    );
    expect(await rowsOf()).toEqual([340]);
  });

  it("take the room of those that were read longest ago", async () => {
    const { store } = reading.staging;
    const mostBytes = store.columnBytes(NAME) + store.columnBytes("_prompt");
    const texts = new TextTables(store, engine, { mostBytes });
    for (const column of ["_prompt", "_reply", "_prompt", NAME]) (await texts.hold([column]))();
    expect(await reading.tables()).toEqual([`_texts of _prompt`, `_texts of ${NAME}`].sort());
    const releases = [await texts.hold([NAME]), await texts.hold(["_prompt", "_reply"])];
    expect(await reading.tables()).toHaveLength(3);
    for (const release of releases) release();
  });

  it("are missing, not the rows, where the browser gave them up", async () => {
    let told = 0;
    const { bytes, layout } = reading.staging.store.keep();
    const cut = TextStore.restore(bytes.slice(0, 1_000), layout, () => {});
    engine.placeTexts(new TextTables(cut, engine, { onUnreadable: () => told++ }));
    const page = await fetchPage(engine, reading.scope(), ["id", NAME], 300, 310);
    expect(page.column("id")).toEqual(recordsOf(300, 310).map(({ id }) => id));
    expect(page.column(NAME)).toEqual(recordsOf(300, 310).map(() => null));
    expect(told).toBe(1);
    engine.placeTexts(new TextTables(cut, engine));
    await expect(fetchPage(engine, reading.scope(), [NAME], 300, 310)).rejects.toThrow(RangeError);
  });

  it("tell apart the records of two datasets, and what duplicates begin with", async () => {
    const groups = await duplicateGroups(engine, reading.scope(), "_prompt_hash", { start: 0, end: 3 });
    expect(groups.groups.map(({ prompt, rows }) => [prompt, rows])).toEqual([
      ["Question 0", 7],
      ["Question 1", 7],
      ["Question 2", 7],
    ]);
    const other = new Reading((await engine.besides("compared")) as TestEngine as WasmEngine);
    await other.append([
      recordAt(3),
      { ...recordAt(4), [NAME]: "another" },
      { ...recordAt(5), [NAME]: null },
      recordAt(7),
      recordAt(2_000),
    ]);
    await other.publish();
    await engine.execute("CREATE SCHEMA IF NOT EXISTS main");
    const a: Side = { engine, place: "main", scope: reading.scope() };
    const b: Side = { engine: other.engine, place: "compared", scope: other.scope() };
    const found = await compareRecords(a, b, "id");
    expect(found.counts).toEqual({ same: 2, extra: 0, different: 2, "only-a": 329, "only-b": 1 });
    expect(found.differences).toContainEqual({ kind: "different", field: NAME, pairs: 2 });
    const pairs = await fetchPairs(a, b, { kind: "different", key: "id", start: 0, end: 9 });
    expect(pairs.map(({ key, prompt }) => [key, prompt])).toEqual([
      ["4", "Question 4"],
      ["5", "Question 5"],
    ]);
  });
});
