import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import type { Filter, PairSide, ValueRange } from "@/lib/view";
import { filterToSql } from "./filter-to-sql";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, finishIndex, literal, scopeOf, stageRows } from "./testing/test-index";

interface Row {
  text: string | null;
  flag: boolean | null;
  whole: bigint | null;
  real: number | null;
  day: string | null;
  items: (string | null)[] | null;
  numbers: number[] | null;
}

const TEXTS = [
  "",
  "it's",
  'say "hi"',
  "line\nbreak",
  "nul\0inside",
  "😀",
  "Straße",
  "STRASSE",
  "null",
  "a~b",
  null,
];
const BIG = 9007199254740993n;
const WHOLES = [0n, 1n, 2n, -5n, BIG, 9223372036854775807n, null];
const REALS = [0, 0.1, 0.30000000000000004, -1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, null];
const DAYS = ["2024-01-01", "2024-02-29", "1969-12-31", null];
const ITEMS = [[], ["it's"], ["it's", "😀", "it's"], ["nul\0inside", null], [""], null];
const NUMBERS = [[], [1, 2], [5], null];

// Every third column name needs quoting; lengths are coprime, so that combinations differ.
const COLUMNS: readonly Column[] = [
  column('say "hi"', "text"),
  column("flag", "boolean"),
  column("whole number", "integer"),
  column("real'", "double"),
  column("day", "date"),
  column("items;", "list<text>"),
  column("numbers", "list<integer>"),
];
const TEXT = 'say "hi"';

const ROWS: readonly Row[] = Array.from({ length: 66 }, (_, index) => ({
  text: TEXTS[index % TEXTS.length] ?? null,
  flag: [true, false, null][index % 3] ?? null,
  whole: WHOLES[index % WHOLES.length] ?? null,
  real: REALS[index % REALS.length] ?? null,
  day: DAYS[index % DAYS.length] ?? null,
  items: ITEMS[index % ITEMS.length] ?? null,
  numbers: NUMBERS[index % NUMBERS.length] ?? null,
}));

const SELECT = ROWS.map(
  (row) =>
    `SELECT ${literal(row.text)}::VARCHAR AS "say ""hi""", ${literal(row.flag)} AS flag, ${literal(row.whole)} AS "whole number",
     ${literal(row.real)} AS "real'", ${literal(row.day)} AS day, ${literal(row.items)} AS "items;", ${literal(row.numbers)} AS numbers`,
).join(" UNION ALL ");

/** The value of a row in a column, as facets name it. */
function cellOf(row: Row, name: string): string | null | readonly (string | null)[] {
  switch (name) {
    case TEXT:
      return row.text;
    case "flag":
      return row.flag === null ? null : String(row.flag);
    case "whole number":
      return row.whole === null ? null : String(row.whole);
    case "day":
      return row.day;
    case "items;":
      return row.items;
    case "numbers":
      return row.numbers?.map(String) ?? null;
    default:
      return null;
  }
}

function holdsAnyBut<Of>(
  { pairs, without }: { pairs: readonly Of[]; without: readonly Of[] },
  isThere: (pair: Of) => boolean,
): boolean {
  return (pairs.length === 0 || pairs.some(isThere)) && !without.some(isThere);
}

/** What a filter means, said again in plain code. */
function holds(filter: Filter, row: Row): boolean {
  const value = cellOf(row, filter.column);
  const items: readonly (string | null)[] = Array.isArray(value)
    ? value
    : value === null
      ? []
      : [value as string];
  switch (filter.kind) {
    case "one-of": {
      const isIn =
        value === null
          ? filter.values.includes(null)
          : items.some((item) => item !== null && filter.values.includes(item));
      return isIn !== filter.exclude;
    }
    case "list": {
      const has = (wanted: string) => items.includes(wanted);
      const hasWanted =
        filter.match === "all" ? value !== null && filter.values.every(has) : filter.values.some(has);
      return (filter.values.length === 0 || hasWanted) && !filter.without.some(has);
    }
    case "ranges": {
      const number =
        filter.column === "real'" ? row.real : filter.column === "whole number" ? row.whole : null;
      // DuckDB, like PostgreSQL, takes NaN for the greatest number.
      const isNaNValue = Number.isNaN(number);
      const isIn = ({ min, max }: ValueRange) => {
        if (min === null && max === null) return true;
        if (number === null) return false;
        return (
          (min === null || isNaNValue || number >= Number(min)) &&
          (max === null || (!isNaNValue && number <= Number(max)))
        );
      };
      return filter.ranges.some(isIn) !== filter.exclude;
    }
    case "contains":
      return items.some((item) => item?.toLowerCase().includes(filter.text.toLowerCase())) !== filter.exclude;
    case "equals":
      return items.includes(filter.text) !== filter.exclude;
    case "pairs":
      return holdsAnyBut(filter, ([a, b]) => isSide(row, filter.column, a) && isSide(row, filter.other, b));
    case "steps":
      return holdsAnyBut(
        filter,
        ([a, b]) =>
          Array.isArray(value) && items.some((item, at) => at > 0 && items[at - 1] === a && item === b),
      );
    case "places":
      return holdsAnyBut(filter, ([place, wanted]) => {
        const from = Number.parseInt(place, 10) - 1;
        const to = place.endsWith("+") ? items.length : from + 1;
        return Array.isArray(value) && items.slice(from, to).includes(wanted);
      });
    case "empty":
      return (
        (value === null || value === "" || (Array.isArray(value) && value.length === 0)) !== filter.exclude
      );
  }
}

function isSide(row: Row, column: string, side: PairSide): boolean {
  return side === null || typeof side === "string"
    ? holds({ kind: "one-of", column, values: [side], exclude: false }, row)
    : holds(
        {
          kind: "ranges",
          column,
          ranges: [{ min: Number(side.min), max: Number(side.max) }],
          exclude: false,
        },
        row,
      );
}

const text = fc.constantFrom(
  ...TEXTS.filter((value) => value !== null),
  "missing",
  "1",
  "5",
  "true",
  "2024-01-01",
);
const names = fc.constantFrom(TEXT, "flag", "whole number", "day", "items;", "numbers", "late column");
/** Pairs that are asked for, and pairs that are left out. */
function pairSets<Of>(pair: fc.Arbitrary<Of>) {
  return { pairs: fc.array(pair, { maxLength: 4 }), without: fc.array(pair, { maxLength: 3 }) };
}

const filters: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant("one-of" as const),
    column: names,
    values: fc.uniqueArray(fc.oneof(text, fc.constant(null), fc.constant(String(BIG))), { maxLength: 12 }),
    exclude: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("list" as const),
    column: fc.constantFrom("items;", "numbers", TEXT, "late column"),
    match: fc.constantFrom("any" as const, "all" as const),
    values: fc.uniqueArray(text, { maxLength: 12 }),
    without: fc.uniqueArray(text, { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant("ranges" as const),
    column: fc.constantFrom("real'", "whole number", "late column"),
    ranges: fc.array(
      fc.record({
        min: fc.constantFrom(null, 0, 0.1, -1.5, 0.30000000000000004, 2),
        max: fc.constantFrom(null, 0, 0.30000000000000004, 2, 1e300),
      }),
      { maxLength: 3 },
    ),
    exclude: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("contains" as const, "equals" as const),
    column: fc.constantFrom(TEXT, "items;", "flag", "whole number", "late column"),
    text,
    exclude: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("empty" as const), column: names, exclude: fc.boolean() }),
  fc.record({
    kind: fc.constant("pairs" as const),
    column: names,
    other: fc.constantFrom("whole number", "real'"),
    ...pairSets(
      fc.tuple(
        fc.option(text, { nil: null }),
        fc.record({ min: fc.constantFrom(-5, 0, 0.1), max: fc.constantFrom(0, 2, 1e300) }),
      ),
    ),
  }),
  fc.record({
    kind: fc.constant("pairs" as const),
    column: names,
    other: names,
    ...pairSets(fc.tuple(fc.option(text, { nil: null }), fc.option(text, { nil: null }))),
  }),
  fc.record({
    kind: fc.constant("steps" as const),
    column: fc.constantFrom("items;", "numbers", "late column"),
    ...pairSets(fc.tuple(text, text)),
  }),
  fc.record({
    kind: fc.constant("places" as const),
    column: fc.constantFrom("items;", "numbers", "late column"),
    ...pairSets(fc.tuple(fc.constantFrom("1", "2", "3", "2+"), text)),
  }),
);

const STAGES = ENGINES.flatMap(([name, start]) => [
  [name, "while reading", start] as const,
  [name, "once complete", start] as const,
]);

describe.each(STAGES)("in %s, a filter, %s,", (_, stage, start) => {
  let engine: TestEngine;
  let columns: readonly Column[];
  beforeAll(async () => {
    engine = await start();
    columns = await stageRows(engine, SELECT, COLUMNS);
    if (stage === "once complete") columns = (await finishIndex(engine, columns)).columns;
  });
  afterAll(() => engine.close());

  async function rowsWith(filter: Filter): Promise<number[]> {
    const condition = `(${filterToSql(filter, scopeOf(columns))})`;
    const result = await engine.query(`SELECT _row FROM rows WHERE ${condition} ORDER BY _row`);
    return result.column("_row").map(Number);
  }

  it("keeps the rows that plain code keeps", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const expected = ROWS.flatMap((row, index) => (holds(filter, row) ? [index] : []));
        expect(await rowsWith(filter)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it("is exact beyond 2^53", async () => {
    const at = (index: bigint) => ROWS.flatMap((row, position) => (row.whole === index ? [position] : []));
    const between = (min: string, max: string): Filter => ({
      kind: "ranges",
      column: "whole number",
      ranges: [{ min, max }],
      exclude: false,
    });
    expect(await rowsWith(between(String(BIG), String(BIG)))).toEqual(at(BIG));
    expect(await rowsWith(between("9223372036854775807", "9223372036854775807"))).toEqual(
      at(9223372036854775807n),
    );
  });

  it("finds a double however it is written", async () => {
    const oneOf = (...values: string[]): Filter => ({
      kind: "one-of",
      column: "real'",
      values,
      exclude: false,
    });
    const at = (wanted: number) => ROWS.flatMap((row, index) => (Object.is(row.real, wanted) ? [index] : []));
    expect(await rowsWith(oneOf("-1.50"))).toEqual(at(-1.5));
    expect(await rowsWith(oneOf("1E300", "no number"))).toEqual(at(1e300));
    expect(await rowsWith(oneOf("nan"))).toEqual(at(Number.NaN));
    expect(await rowsWith(oneOf("0.1"))).toEqual(at(0.1));
    expect(await rowsWith(oneOf("no number"))).toEqual([]);
  });

  it("takes dates as text, as milliseconds, and to the end of the day", async () => {
    const leapDay = ROWS.flatMap((row, index) => (row.day === "2024-02-29" ? [index] : []));
    const between = (min: number | string | null, max: number | string | null): Filter => ({
      kind: "ranges",
      column: "day",
      ranges: [{ min, max }],
      exclude: false,
    });
    expect(await rowsWith(between("2024-01-02", "2024-02-29"))).toEqual(leapDay);
    expect(await rowsWith(between(Date.UTC(2024, 0, 2), Date.UTC(2024, 1, 29)))).toEqual(leapDay);
    expect(await rowsWith(between("no date", null))).toEqual([]);
  });
});

describe.each(ENGINES)("in %s, a filter on a time", (_, start) => {
  it("counts a day as upper bound to its end", async () => {
    const engine = await start();
    const columns = await stageRows(
      engine,
      "SELECT TIMESTAMP '2024-01-05 23:59:59.5' AS at UNION ALL SELECT TIMESTAMP '2024-01-06 00:00:00'",
      [column("at", "timestamp")],
    );
    const filter: Filter = {
      kind: "ranges",
      column: "at",
      ranges: [{ min: "2024-01-05", max: "2024-01-05" }],
      exclude: false,
    };
    const result = await engine.query(`SELECT _row FROM rows WHERE ${filterToSql(filter, scopeOf(columns))}`);
    expect(result.column("_row")).toEqual([0]);
    engine.close();
  });
});

describe.each(ENGINES)("in %s, a filter on teacher models", (_, start) => {
  it("means whole groups while they are grouped", async () => {
    const engine = await start();
    const values = ["vllm:kimi-k2@8001", "vllm:kimi-k2@8002", "kimi-k2", "anthropic:claude-opus", null];
    const select = values.map((value) => `SELECT ${literal(value)}::VARCHAR AS teacher`).join(" UNION ALL ");
    const columns = await stageRows(engine, select, [column("teacher", "text")]);
    const grouped = { ...scopeOf(columns, { groupTeachers: true }), teacherColumns: ["teacher"] };
    const rowsOf = async (filter: Filter) =>
      (await engine.query(`SELECT _row FROM rows WHERE ${filterToSql(filter, grouped)}`)).column("_row");
    const oneOf = (wanted: (string | null)[], exclude: boolean): Filter => ({
      kind: "one-of",
      column: "teacher",
      values: wanted,
      exclude,
    });
    expect(await rowsOf(oneOf(["kimi-k2"], false))).toEqual([0, 1, 2]);
    expect(await rowsOf(oneOf(["vllm:kimi-k2@8001"], false))).toEqual([0, 1, 2]);
    expect(await rowsOf(oneOf(["kimi-k2"], true))).toEqual([3, 4]);
    expect(await rowsOf(oneOf(["kimi-k2", null], true))).toEqual([3]);
    engine.close();
  });
});
