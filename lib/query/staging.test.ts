import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { ColumnType } from "@/lib/schema";
import { quoteIdentifier } from "./quote";
import { sqlType } from "./sql-type";
import {
  ARRIVAL_TABLE,
  addColumnSql,
  appendArrivalSql,
  createStagingSql,
  cutColumnSql,
  STAGING_TABLE,
  type StagingColumn,
  stagingViewSql,
  widenColumnSql,
} from "./staging";
import { ENGINES, type TestEngine } from "./testing/engines";
import { literal } from "./testing/test-index";

const SAY_HI = 'say "hi"';
const FILE: StagingColumn = { name: "_file", type: "integer" };
const LINE: StagingColumn = { name: "_line", type: "integer" };
/** Texts that need every escape JSON has, and some that need none. */
const ODD_TEXTS = [
  "plain",
  "",
  'say "hi"',
  "C:\\temp\\new",
  '\\"',
  "two\nlines\r\n\ttabbed",
  Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join("|"),
  "\u007f \u2028 é 漢字 😀",
  "'; DROP TABLE staging; --",
];

describe.each(ENGINES)("in %s, the staging table", (_, start) => {
  let engine: TestEngine | undefined;

  beforeEach(async () => {
    engine ??= await start();
  });
  afterAll(() => engine?.close());

  async function run(...statements: string[]): Promise<void> {
    for (const sql of statements) await engine?.execute(sql);
  }

  async function values(name: string, table = STAGING_TABLE): Promise<unknown[]> {
    const result = await engine?.query(
      `SELECT ${quoteIdentifier(name)} AS value FROM ${table} ORDER BY rowid`,
    );
    return [...(result?.column("value") ?? [])];
  }

  async function typeOf(name: string): Promise<unknown> {
    const result = await engine?.query(
      `SELECT typeof(${quoteIdentifier(name)}) AS type FROM ${STAGING_TABLE} LIMIT 1`,
    );
    return result?.get(0, "type");
  }

  /** A staging table of one column that holds `cells`. */
  async function stage(type: StagingColumn["type"], cells: readonly unknown[]): Promise<void> {
    await run(createStagingSql([{ name: SAY_HI, type }]));
    const sql = type === null || type === "hash" ? "VARCHAR" : sqlType(type);
    for (const cell of cells)
      await run(`INSERT INTO ${STAGING_TABLE} VALUES (CAST(${literal(cell)} AS ${sql}))`);
  }

  /** What `cells` are once their column has widened. */
  async function widened(from: ColumnType | null, to: ColumnType, cells: readonly unknown[]) {
    await stage(from, cells);
    await run(widenColumnSql(SAY_HI, from, to));
    expect(await typeOf(SAY_HI)).toBe(sqlType(to));
    return values(SAY_HI);
  }

  const ALL_TYPES: readonly (ColumnType | "hash" | null)[] = [
    ...(["boolean", "integer", "double", "text", "json", "date", "timestamp", "hash", null] as const),
    ...(["list<boolean>", "list<integer>", "list<double>", "list<text>"] as const),
  ];

  it("is made with columns of every type, and made anew", async () => {
    const columns = ALL_TYPES.map((type, index) => ({ name: `${SAY_HI} ${index}`, type }));
    await run(createStagingSql(columns), createStagingSql(columns));
    const result = await engine?.query(`SELECT * FROM ${STAGING_TABLE}`);
    expect(result?.columns).toEqual(columns.map((column) => column.name));
    expect(result?.rowCount).toBe(0);
  });

  it("takes a late column of every type, null in the rows before", async () => {
    await run(createStagingSql([LINE]), `INSERT INTO ${STAGING_TABLE} VALUES (1)`);
    for (const [index, type] of ALL_TYPES.entries()) {
      const name = `${SAY_HI} ${index}`;
      await run(addColumnSql({ name, type }));
      expect(await values(name)).toEqual([null]);
    }
  });

  it("widens integers to doubles", async () => {
    expect(await widened("integer", "double", [1, null, -7])).toEqual([1, null, -7]);
  });

  it("widens lists of integers to lists of doubles", async () => {
    expect(await widened("list<integer>", "list<double>", [[1, null], [], null])).toEqual([
      [1, null],
      [],
      null,
    ]);
  });

  it("widens dates to timestamps and dates to text", async () => {
    const [moment] = await widened("date", "timestamp", ["2024-02-29"]);
    expect(moment).toEqual(new Date("2024-02-29T00:00:00Z"));
    expect(await widened("date", "text", ["2024-02-29", null])).toEqual(["2024-02-29", null]);
  });

  it.each(["integer", "json", "boolean", "list<text>", "list<double>"] as const)(
    "gives a column that held only nulls the type %s",
    async (to) => {
      expect(await widened(null, to, [null, null])).toEqual([null, null]);
    },
  );

  it("writes text as JSON with every escape", async () => {
    const cells = await widened("text", "json", [...ODD_TEXTS, null]);
    expect(cells).toEqual([...ODD_TEXTS.map((text) => JSON.stringify(text)), null]);
  });

  it("writes lists of text as JSON with every escape", async () => {
    const lists = [ODD_TEXTS, [], [null, "a"], null];
    const cells = await widened("list<text>", "json", lists);
    expect(cells.map((cell) => (cell === null ? null : JSON.parse(String(cell))))).toEqual(lists);
  });

  it("writes any text as JSON.stringify does", async () => {
    const anyText = fc.array(fc.integer({ min: 0, max: 0x2fff }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          anyText.map((codes) => String.fromCodePoint(...codes)),
          { minLength: 1, maxLength: 4 },
        ),
        async (texts) => {
          const cells = await widened("text", "json", texts);
          expect(cells).toEqual(texts.map((text) => JSON.stringify(text)));
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each<[ColumnType, unknown[], (string | null)[]]>([
    ["integer", [1, -9007199254740993n, null], ["1", "-9007199254740993", null]],
    ["double", [1.5, 2, -3e-4, null], ["1.5", "2", "-0.0003", null]],
    ["boolean", [true, false, null], ["true", "false", null]],
    ["list<integer>", [[1, null, 2], [], null], ["[1, null, 2]", "[]", null]],
    ["list<double>", [[0.5, 2, null]], ["[0.5, 2, null]"]],
    ["list<boolean>", [[true, null]], ["[true, null]"]],
    ["date", ["2024-02-29"], ['"2024-02-29"']],
  ])("writes %s as JSON", async (from, cells, expected) => {
    expect(await widened(from, "json", cells)).toEqual(expected);
  });

  it("writes numbers that JSON has no word for as the parse workers do", async () => {
    const cells = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    expect(await widened("double", "json", cells)).toEqual(cells.map(String));
    expect(await widened("list<double>", "json", [cells])).toEqual(["[NaN, Infinity, -Infinity]"]);
  });

  it("reads back the very same double", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 6 }),
        async (cells) => {
          const texts = await widened("double", "json", [...cells, 0]);
          expect(texts.map(Number)).toEqual([...cells, 0].map((cell) => cell + 0));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("cuts texts by characters, and keeps the order of the rows", async () => {
    await stage("text", ["abcdef", "漢字漢字漢字", "ab", null, "😀😀😀😀"]);
    await run(cutColumnSql(SAY_HI, "text", 3));
    expect(await values(SAY_HI)).toEqual(["abc", "漢字漢", "ab", null, "😀😀😀"]);
  });

  it("cuts the texts of lists, and keeps the order of the rows", async () => {
    await stage("list<text>", [["abcdef", null, "a"], [], null, ["xyz1"]]);
    await run(cutColumnSql(SAY_HI, "list<text>", 3));
    expect(await values(SAY_HI)).toEqual([["abc", null, "a"], [], null, ["xyz"]]);
  });

  it("appends a batch by name, its columns in another order, fewer, and of narrower types", async () => {
    await run(
      createStagingSql([
        LINE,
        { name: SAY_HI, type: "json" },
        { name: "late", type: "text" },
        { name: "score", type: "double" },
        { name: "hash", type: "hash" },
        { name: "tags", type: "json" },
      ]),
      `INSERT INTO ${STAGING_TABLE} VALUES (1, '{"a": 1}', 'there', 0.5, 1, '[1]')`,
      `CREATE TABLE ${ARRIVAL_TABLE} AS SELECT 7::BIGINT AS c0, 18446744073709551615::UBIGINT AS c1,
       2::BIGINT AS c2, 'a "b" \\ c' AS c3, ['x', 'y "z"'] AS c4`,
      appendArrivalSql([
        { name: "score", type: "double", arrivedAs: "integer" },
        { name: "hash", type: "hash", arrivedAs: "hash" },
        { ...LINE, arrivedAs: "integer" },
        { name: SAY_HI, type: "json", arrivedAs: "text" },
        { name: "tags", type: "json", arrivedAs: "list<text>" },
      ]),
    );
    expect(await values("_line")).toEqual([1, 2]);
    expect(await values("score")).toEqual([0.5, 7]);
    expect(await values("hash")).toEqual([1, 18446744073709551615n]);
    expect(await values("late")).toEqual(["there", null]);
    expect(await values(SAY_HI)).toEqual(['{"a": 1}', JSON.stringify('a "b" \\ c')]);
    expect(await values("tags")).toEqual(["[1]", '["x", "y \\"z\\""]']);
    // The next batch comes under the same name.
    await run(
      `CREATE TABLE ${ARRIVAL_TABLE} AS SELECT 3::BIGINT AS c0, '[true]' AS c1, NULL::VARCHAR AS c2, NULL::VARCHAR AS c3`,
      appendArrivalSql([
        { ...LINE, arrivedAs: "integer" },
        { name: SAY_HI, type: "json", arrivedAs: "json" },
        { name: "score", type: "double", arrivedAs: null },
        { name: "late", type: "text", arrivedAs: null },
      ]),
    );
    expect(await values(SAY_HI)).toEqual(['{"a": 1}', JSON.stringify('a "b" \\ c'), "[true]"]);
    expect(await values("score")).toEqual([0.5, 7, null]);
  });

  it("is shown as rows with their position, also after its columns changed", async () => {
    await run(
      createStagingSql([FILE, { name: SAY_HI, type: "integer" }]),
      stagingViewSql(["one.jsonl"], null),
    );
    await run(`INSERT INTO ${STAGING_TABLE} VALUES (0, 5), (0, 6)`);
    expect((await engine?.query("SELECT * FROM rows"))?.columns).toEqual(["_row", "_file", SAY_HI]);
    await run(
      addColumnSql({ name: "late", type: "text" }),
      widenColumnSql(SAY_HI, "integer", "json"),
      stagingViewSql(["one.jsonl"], null),
    );
    const rows = await engine?.query("SELECT * FROM rows ORDER BY _row");
    expect(rows?.columns).toEqual(["_row", "_file", SAY_HI, "late"]);
    expect(rows?.column("_row")).toEqual([0, 1]);
    expect(rows?.column(SAY_HI)).toEqual(["5", "6"]);
  });

  it("names the file of each row where there are several", async () => {
    const names = ['part "one".jsonl', "l'autre's; --.jsonl"];
    await run(createStagingSql([FILE]), stagingViewSql(names, null));
    await run(`INSERT INTO ${STAGING_TABLE} VALUES (0), (1), (1)`);
    const rows = await engine?.query("SELECT _row, _file_name FROM rows ORDER BY _row");
    expect(rows?.column("_file_name")).toEqual([names[0], names[1], names[1]]);
  });
});
