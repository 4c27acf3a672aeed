import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { countRows, valueFacet } from "@/lib/query";
import { ENGINES, type TestEngine } from "@/lib/query/testing/engines";
import { column, finishIndex, scopeOf, stageRows } from "@/lib/query/testing/test-index";
import { type Column, MARK_COLUMNS } from "@/lib/schema";
import { MarkBook } from "./mark-book";
import { MarkSettingsStore } from "./mark-settings";
import { parseMarksFile, writeMarksFile } from "./marks-file";
import { MarksIndex } from "./marks-index";
import { placeMarks } from "./place-marks";

const ID = column('the "id"', "text");

describe.each(ENGINES)("marks in %s", (_, start) => {
  let engine: TestEngine;
  let columns: readonly Column[];
  const open: (() => void)[] = [];

  beforeAll(async () => {
    engine = await start();
    const select = `SELECT 'it''s ' || n AS "the ""id""", n FROM (SELECT unnest(range(0, 50)) AS n)`;
    const staged = await stageRows(engine, select, [ID, column("n", "integer")]);
    columns = (await finishIndex(engine, staged)).columns;
  });
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });
  afterAll(() => engine?.close());

  async function opened(dataset: string) {
    const book = new MarkBook(async () => dataset, new MarkSettingsStore());
    const index = new MarksIndex(book, async () => engine);
    open.push(
      () => index.stop(),
      () => book.close(),
    );
    await book.open();
    index.start();
    return { book, index };
  }
  const star = { isStarred: true, flags: [], note: "" };
  const starredRows = (index: MarksIndex) =>
    countRows(
      engine,
      scopeOf([...columns, ...index.getState().columns], {
        filters: [{ kind: "one-of", column: MARK_COLUMNS.starred, values: ["true"], exclude: false }],
      }),
    );

  it("become columns with their first values, and follow each change", async () => {
    const { book, index } = await opened("one");
    expect(index.getState()).toEqual({ revision: 0, columns: [], error: null });
    await Promise.all([3, 4, 5].map((row) => book.edit(row, () => star)));
    await index.settle();
    expect(index.getState().columns.map(({ name }) => name)).toEqual([MARK_COLUMNS.starred]);
    expect(await starredRows(index)).toEqual({ inView: 3, total: 50 });

    await book.edit(4, () => ({ ...star, isStarred: false, flags: ["x"] }));
    await book.edit(5, () => ({ ...star, isStarred: false }));
    await index.settle();
    expect(await starredRows(index)).toEqual({ inView: 1, total: 50 });
    await book.edit(3, () => ({ ...star, isStarred: false }));
    await index.settle();
    // Taken back, not gone: a view may be filtered by it.
    expect(await starredRows(index)).toEqual({ inView: 0, total: 50 });
    const names = index.getState().columns.map(({ name }) => name);
    expect(names).toEqual([MARK_COLUMNS.starred, MARK_COLUMNS.flags]);
  });

  it("are those of the dataset that is open", async () => {
    const first = await opened("two");
    await first.book.edit(1, () => star);
    await first.index.settle();
    first.index.stop();
    const second = await opened("three");
    await second.book.edit(2, () => ({ ...star, flags: ["y"] }));
    await second.index.settle();
    const scope = scopeOf([...columns, ...second.index.getState().columns]);
    expect((await valueFacet(engine, scope, MARK_COLUMNS.starred)).values).toEqual([
      { value: null, selected: 49, total: 49 },
      { value: "true", selected: 1, total: 1 },
    ]);
  });

  it("say who made them once several people did", async () => {
    const { book, index } = await opened("four");
    await book.edit(1, () => star);
    const { id, author, updatedAt } = book.ownMark(1) ?? { id: null, author: "", updatedAt: "" };
    expect(author).toBe("");
    await book.put([{ row: 1, id, author: "Bo", updatedAt, isStarred: false, flags: [], note: "no" }]);
    await index.settle();
    const scope = scopeOf([...columns, ...index.getState().columns]);
    const valuesOf = async (name: string) =>
      (await valueFacet(engine, scope, name, { order: "name" })).values.map(({ value }) => value);
    expect(await valuesOf(MARK_COLUMNS.markedBy)).toEqual(["Bo", "you"]);
    expect(await valuesOf(MARK_COLUMNS.differ)).toEqual(["note", "star"]);
  });

  it("get the ids of their records, and find them again in another dataset", async () => {
    const { book, index } = await opened("five");
    await book.edit(7, () => star);
    await book.edit(49, () => star);
    index.setIdColumn(columns.find(({ name }) => name === ID.name) ?? null);
    await index.settle();
    expect(book.all().map((mark) => mark.id)).toEqual(["it's 7", "it's 49"]);

    let written = "";
    for await (const part of writeMarksFile(book.all(), "five", "Ada")) written += part;
    const file = `${written}{"id":"it's 9999","star":true}\n{"row":3,"star":true}\n`;
    const { marks } = await parseMarksFile(file, "x", "2026-01-01T00:00:00.000Z");
    const rowsFor = async (dataset: string, idColumn: Column | null) =>
      (await placeMarks(engine, marks, { dataset, rowCount: 50, idColumn })).map(({ row }) => row);
    expect(await rowsFor("another", ID)).toEqual([7, 49, null, null]);
    expect(await rowsFor("five", null)).toEqual([7, 49, null, null]);
    expect(await rowsFor("another", null)).toEqual([null, null, null, null]);
  });

  it("keep what changes while their ids are looked up", async () => {
    const book = new MarkBook(async () => "six", new MarkSettingsStore());
    const edited: TestEngine = new Proxy(engine, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (name !== "query") return typeof member === "function" ? member.bind(target) : member;
        return async (sql: string) => {
          const answer = await target.query(sql);
          await book.edit(7, (content) => ({ ...content, flags: ["late"] }));
          return answer;
        };
      },
    });
    const index = new MarksIndex(book, async () => edited);
    open.push(
      () => index.stop(),
      () => book.close(),
    );
    await book.open();
    await book.edit(7, () => star);
    index.start();
    index.setIdColumn(ID);
    await index.settle();
    expect(book.ownMark(7)).toMatchObject({ id: "it's 7", isStarred: true, flags: ["late"] });
  });
});
