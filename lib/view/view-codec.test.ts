import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLUMN_ROLES } from "@/lib/schema/model";
import { shownRecords } from "./compared-records";
import {
  CHART_KINDS,
  COMPARE_ORDERS,
  EMPTY_VIEW,
  type Filter,
  NEW_COMPARISON,
  PAIR_KINDS,
  type PairSide,
  type SourceRef,
  type ValueRange,
  VIEW_TABS,
  type ViewState,
} from "./model";
import { nextBelow } from "./next-below";
import { parseView } from "./parse-view";
import { SEED_END } from "./random-walk";
import { normalRanges } from "./ranges";
import { serializeView } from "./serialize-view";

const nasty = fc.oneof(
  fc.constantFrom(
    "",
    "~",
    "!",
    "a~b",
    "!n",
    "!e",
    "!t1",
    "!uD800",
    "-1",
    "100%",
    "a&b=c",
    "line\nbreak\r\n",
    "null",
  ),
  fc.constantFrom(
    "\uD800",
    "x\uDC00y",
    "😀",
    "\u0000",
    "a, b; c: d",
    "+ +",
    "–",
    "__proto__",
    "x.",
    "2024-01-01",
  ),
  fc.string({ unit: "binary" }),
  // Single UTF-16 units: this is what makes lone surrogates.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
    .map((units) => String.fromCharCode(...units)),
);
const count = fc.nat({ max: 2 ** 31 });
const bound = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.integer({ min: -1000, max: 1000 }).map((end) => nextBelow(end / 10)),
  nasty,
);
const openBound = fc.option(bound, { nil: null });

const side: fc.Arbitrary<PairSide> = fc.oneof(
  fc.option(nasty, { nil: null }),
  fc.record({ min: bound, max: bound }),
);

/** Pairs one by one, and rectangles of them. */
function pairsOf<Of>(one: fc.Arbitrary<Of>): fc.Arbitrary<[Of, Of][]> {
  const few = fc.array(one, { maxLength: 3 });
  return fc.oneof(
    fc.array(fc.tuple(one, one), { maxLength: 3 }),
    fc.tuple(few, few).map(([a, b]) => a.flatMap((x) => b.map((y): [Of, Of] => [x, y]))),
  );
}

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant("one-of" as const),
    column: nasty,
    values: fc.array(fc.option(nasty, { nil: null })),
    exclude: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("list" as const),
    column: nasty,
    match: fc.constantFrom("any" as const, "all" as const),
    values: fc.array(nasty),
    without: fc.array(nasty),
  }),
  fc.record({
    kind: fc.constant("ranges" as const),
    column: nasty,
    // A link brings several ranges in their order, with those joined that touch.
    ranges: fc
      .array(fc.record({ min: openBound, max: openBound }), { maxLength: 4 })
      .map((all) => normalRanges(all)),
    exclude: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("contains" as const, "equals" as const),
    column: nasty,
    text: nasty,
    exclude: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("empty" as const), column: nasty, exclude: fc.boolean() }),
  fc.record({
    kind: fc.constant("pairs" as const),
    column: nasty,
    other: nasty,
    pairs: pairsOf(side),
    without: pairsOf(side),
  }),
  fc.record({
    kind: fc.constantFrom("steps" as const, "places" as const),
    column: nasty,
    pairs: pairsOf(nasty),
    without: pairsOf(nasty),
  }),
);

const source: fc.Arbitrary<SourceRef> = fc.oneof(
  fc.record({ kind: fc.constant("sample" as const), name: nasty.filter((name) => name !== "") }),
  fc.record({ kind: fc.constant("data" as const), path: nasty.filter((path) => path !== "") }),
  fc.webUrl({ withQueryParameters: true }).map((url) => ({ kind: "url" as const, url })),
  fc.record({
    kind: fc.constant("local" as const),
    name: nasty,
    sizeBytes: count,
    rows: fc.option(count, { nil: null }),
    fingerprint: nasty,
    schema: fc.option(fc.stringMatching(/^[0-9a-f]{8}$/), { nil: null }),
  }),
);

const sideRow = fc.record({ side: fc.constantFrom("a" as const, "b" as const), row: count });

const view: fc.Arbitrary<ViewState> = fc.record({
  src: fc.array(source, { maxLength: 3 }),
  filters: fc.array(filter, { maxLength: 4 }),
  sort: fc.array(fc.record({ column: nasty, descending: fc.boolean() }), { maxLength: 3 }),
  search: nasty,
  row: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant("id" as const), id: nasty }),
      fc.record({ kind: fc.constant("position" as const), row: count }),
    ),
    { nil: null },
  ),
  message: fc.option(count, { nil: null }),
  walk: fc.option(
    fc.record({ seed: fc.nat({ max: SEED_END - 1 }), step: fc.integer({ min: 1, max: 2 ** 31 }) }),
    { nil: null },
  ),
  conversationField: fc.option(nasty, { nil: null }),
  roles: fc.dictionary(fc.constantFrom(...COLUMN_ROLES), fc.array(nasty, { maxLength: 3 }), {
    noNullPrototype: true,
  }),
  groupTeachers: fc.boolean(),
  tab: fc.constantFrom(...VIEW_TABS),
  charts: fc.option(
    fc.array(
      fc.record({
        kind: fc.constantFrom(...CHART_KINDS),
        columns: fc.array(nasty, { maxLength: 3 }),
        settings: fc.array(nasty, { maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
    { nil: null },
  ),
  compare: fc.option(
    fc.record({
      src: fc.array(source, { maxLength: 2 }),
      filters: fc.option(fc.array(filter, { maxLength: 3 })),
      pairBy: fc.option(nasty, { nil: null }),
      order: fc.constantFrom(...COMPARE_ORDERS),
      listed: fc.option(
        fc.record({ kind: fc.constantFrom(...PAIR_KINDS), field: fc.option(nasty, { nil: null }) }),
        { nil: null },
      ),
    }),
  ),
  records: fc.option(fc.oneof(fc.tuple(sideRow), fc.tuple(sideRow, sideRow))),
});

describe("the link of a view", () => {
  it("gives every view back", () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(parseView(serializeView(state))).toEqual({ view: state, notices: [] });
      }),
      { numRuns: 1500 },
    );
  });

  it("survives a browser that writes the query anew", () => {
    fc.assert(
      fc.property(view, (state) => {
        const url = new URL(`http://localhost/browse?${serializeView(state)}`);
        const rewritten = new URLSearchParams(url.searchParams).toString();
        expect(parseView(rewritten).view).toEqual(state);
        expect(parseView(url.search).view).toEqual(state);
      }),
      { numRuns: 500 },
    );
  });

  it("is the same for the same view", () => {
    fc.assert(
      fc.property(view, (state) => {
        const link = serializeView(state);
        expect(serializeView(parseView(link).view)).toBe(link);
        expect(link).toMatch(/^[\x21-\x7E]*$/);
      }),
    );
  });

  it("leaves defaults out", () => {
    expect(serializeView(EMPTY_VIEW)).toBe("");
    expect(parseView("")).toEqual({ view: EMPTY_VIEW, notices: [] });
    expect(parseView("?")).toEqual({ view: EMPTY_VIEW, notices: [] });
  });

  it("can be read by a person", () => {
    const state: ViewState = {
      ...EMPTY_VIEW,
      src: [{ kind: "data", path: "runs/all correct.jsonl" }],
      filters: [
        {
          kind: "one-of",
          column: "category",
          values: ["High School Math", "Text Classification"],
          exclude: false,
        },
        { kind: "ranges", column: "_turns", ranges: [{ min: 2, max: null }], exclude: false },
        { kind: "list", column: "mlt", match: "any", values: ["[MLT:50]"], without: [] },
        { kind: "ranges", column: "latency", ranges: [{ min: 5, max: nextBelow(10) }], exclude: false },
        { kind: "ranges", column: "cost", ranges: [{ min: null, max: nextBelow(0.1) }], exclude: true },
        {
          kind: "pairs",
          column: "source",
          other: "total_tokens",
          pairs: [],
          without: [["x", { min: 100, max: 199 }]],
        },
        { kind: "steps", column: "tools", pairs: [["search", "calculator"]], without: [] },
        { kind: "places", column: "mlt", pairs: [["12+", "[MLT:5]"]], without: [] },
      ],
      sort: [
        { column: "total_tokens", descending: true },
        { column: "category", descending: false },
      ],
      row: { kind: "id", id: "traj_e719b342" },
      message: 4,
      roles: { source: [], teacher: ["chosen_model", "rejected_model"] },
      groupTeachers: true,
      tab: "overview",
      charts: [
        { kind: "values", columns: ["category"], settings: ["by-name"] },
        { kind: "cross", columns: ["mlt", "source"], settings: [] },
      ],
    };
    expect(serializeView(state)).toBe(
      "src=data:runs/all+correct.jsonl&f=category~in~High+School+Math~Text+Classification" +
        "&f=_turns~from~2&f=mlt~any~%5BMLT:50%5D&f=latency~from~5~below~10&f=cost~not-below~0.1" +
        "&f=source~not-with~total_tokens~x~!r100,199&f=tools~then~search~calculator&f=mlt~at~12%2B~%5BMLT:5%5D&sort=-total_tokens,category&row=id:traj_e719b342&msg=5" +
        "&roles=source:;teacher:chosen_model,rejected_model&teachers=grouped" +
        "&tab=overview&charts=values:category:by-name;cross:mlt,source",
    );
  });

  it("counts the rows of an open difference from 1, and shows it in the comparison alone", () => {
    const both: ViewState = {
      ...{ ...EMPTY_VIEW, tab: "compare", compare: { ...NEW_COMPARISON, src: [] } },
      records: [
        { side: "a", row: 0 },
        { side: "b", row: 41 },
      ],
    };
    expect(serializeView(both)).toBe("tab=compare&b=same&records=a1-b42");
    expect(shownRecords(both)).toEqual(both.records);
    expect(shownRecords({ ...both, tab: "table" })).toBeNull();
    expect(shownRecords({ ...both, compare: null })).toBeNull();
  });

  it("never ends in a sign that a mail program would cut off", () => {
    const ending = (text: string) => serializeView({ ...EMPTY_VIEW, search: text });
    for (const sign of [".", ",", ":", "!", "~", " ", ")", "?", "-"]) {
      expect(ending(`Really${sign}`)).toMatch(/[A-Za-z0-9]$/);
      expect(parseView(ending(`Really${sign}`)).view.search).toBe(`Really${sign}`);
    }
  });
});

describe("items of lists in a link", () => {
  const list = (match: "any" | "all", values: string[], without: string[]): Filter => {
    return { kind: "list", column: "tools", match, values, without };
  };

  it.each<[string, Filter]>([
    ["any~a~b", list("any", ["a", "b"], [])],
    ["all~a~b", list("all", ["a", "b"], [])],
    ["none~x", list("any", [], ["x"])],
    ["any~a~b~!not~c", list("any", ["a", "b"], ["c"])],
    ["all~a~b~!not~!!not~d", list("all", ["a", "b"], ["!not", "d"])],
  ])("are %s", (words, filter) => {
    expect(serializeView({ ...EMPTY_VIEW, filters: [filter] })).toBe(`f=tools~${words}`);
    expect(parseView(`f=tools~${words}`).view.filters).toEqual([filter]);
  });
});

describe("several ranges of a number in a link", () => {
  const linked = (ranges: readonly ValueRange[], exclude = false) =>
    serializeView({ ...EMPTY_VIEW, filters: [{ kind: "ranges", column: "turns", ranges, exclude }] });
  const read = (words: string) => parseView(`f=turns~${words}`).view.filters[0];

  it("can be read by a person", () => {
    const two = [
      { min: 12, max: 13 },
      { min: 20, max: 25 },
    ];
    expect(linked(two)).toBe("f=turns~within~12,13~20,25");
    expect(linked(two, true)).toBe("f=turns~not-within~12,13~20,25");
    const open = [
      { min: null, max: nextBelow(0.5) },
      { min: 5, max: nextBelow(10) },
      { min: 20.5, max: null },
    ];
    expect(linked(open)).toBe("f=turns~within~,below,0.5~5,below,10~20.5%2C");
    expect(parseView(linked(open)).view.filters[0]).toMatchObject({ ranges: open });
  });

  it("are the same link however they were written", () => {
    expect(read("within~20,25~12,13~13,15")).toEqual(read("within~12,15~20,25"));
    expect(read("within~5,below,10~10,20")).toEqual(read("between~5~20"));
    expect(read("within~7~20,25")).toEqual(read("within~7,7~20,25"));
    // Whether there is anything between 9 and 10, the link does not know.
    expect(read("within~5,9~10,20")).toMatchObject({ ranges: [{ max: 9 }, { min: 10 }] });
  });
});

describe("cells of fractions in a link", () => {
  const cells: Filter = {
    kind: "pairs",
    column: "x",
    other: "y",
    pairs: [
      [
        { min: 0, max: nextBelow(5) },
        { min: 0.5, max: 1 },
      ],
    ],
    without: [],
  };

  it("end below a round number", () => {
    expect(serializeView({ ...EMPTY_VIEW, filters: [cells] })).toBe("f=x~with~y~!r0,below,5~!r0.5,1");
    expect(parseView("f=x~with~y~!r0,below,5~!r0.5,1").view.filters).toEqual([cells]);
  });

  it("are read from links that have all digits", () => {
    expect(parseView("f=x~with~y~!r0,4.999999999999999~!r0.5,1").view.filters).toEqual([cells]);
  });
});

describe("cells that are asked for and cells that are left out", () => {
  const linked = (filter: Filter) => serializeView({ ...EMPTY_VIEW, filters: [filter] });
  const steps = (pairs: [string, string][], without: [string, string][]): Filter => ({
    ...{ kind: "steps", column: "tools", pairs, without },
  });

  it.each([
    ["then~a~b", steps([["a", "b"]], [])],
    ["not-then~a~b", steps([], [["a", "b"]])],
    ["then~a~b~!not~c~d", steps([["a", "b"]], [["c", "d"]])],
    ["then", steps([], [])],
  ])("f=tools~%s", (words, filter) => {
    expect(linked(filter)).toBe(`f=tools~${words}`);
    expect(parseView(`f=tools~${words}`).view.filters).toEqual([filter]);
  });

  it("are read of two fields and of places", () => {
    expect(parseView("f=a~with~b~x~!n~!not~y~!r1,2").view.filters).toEqual([
      { kind: "pairs", column: "a", other: "b", pairs: [["x", null]], without: [["y", { min: 1, max: 2 }]] },
    ]);
    expect(parseView("f=mlt~at~1~x~!not~2+~y").view.filters).toMatchObject([
      { kind: "places", pairs: [["1", "x"]] },
    ]);
  });

  it("are named by their sides where they make a rectangle", () => {
    const rows = Array.from({ length: 20 }, (_, at) => `row${at}`);
    const columns = Array.from({ length: 10 }, (_, at) => `column${at}`);
    const cells = rows.flatMap((row) => columns.map((column): [string, string] => [row, column]));
    const rectangle = `!20by10~${[...rows, ...columns].join("~")}`;
    expect(linked(steps(cells, []))).toBe(`f=tools~then~${rectangle}`);
    expect(linked(steps(cells, [["c", "d"]]))).toBe(`f=tools~then~${rectangle}~!not~c~d`);
    expect(linked(steps([["c", "d"], ...cells], []))).toBe(`f=tools~then~c~d~${rectangle}`);
    // Without one of them it is two.
    const fewer = cells.toSpliced(5, 1);
    expect(linked(steps(fewer, [])).split("~")).toHaveLength(2 + 1 + 1 + 9 + 1 + 19 + 10);
    expect(parseView(linked(steps(fewer, []))).view.filters).toEqual([steps(fewer, [])]);
  });
});

describe("a broken link", () => {
  const broken = [
    "src=ftp://example.org/x",
    "src=javascript:alert(1)",
    "src=//example.org/x.jsonl",
    "src=local:a~b~c~d",
    "src=local:a~1~2~f~schema",
    "src=",
    "f=category",
    "f=category~like~x",
    "f=turns~between~1",
    "f=turns~within~",
    "f=turns~within~1,2~3,below,x",
    "f=turns~within~1,2,3,4",
    "f=source~with",
    "f=source~with~mlt~x",
    "f=source~with~mlt~x~!r1",
    "f=source~with~mlt~x~!r1,under,2",
    "f=source~with~mlt~x~!r1,below,x",
    "f=tools~then~a",
    "f=tools~then~a~b~!not~c",
    "f=tools~not-then~a~b~!not~c~d",
    "f=tools~then~!2by2~a~b~c",
    "f=latency~below~x",
    "f=latency~from~5~below",
    "f=latency~from~5~under~10",
    "f=",
    "sort=a,,b",
    "row=-1",
    "row=0",
    "msg=0",
    "row=one",
    "msg=1.5",
    "walk=7",
    "walk=7:0",
    "walk=1000000000:1",
    "walk=7:1:2",
    "roles=colour:x",
    "teachers=maybe",
    "tab=map",
    "charts=pie:category",
    "charts=values",
    "charts=values:a:b:c",
    "b=nonsense",
    "b=",
    "bf=nonsense",
    "records=12",
    "records=a0",
    "records=a1-b2-b3",
    "utm_source=mail",
  ];
  it.each(broken)("ignores %s with a notice and keeps the rest", (part) => {
    const { view: state, notices } = parseView(`src=sample:tools&${part}&q=word`);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(part.slice(0, part.indexOf("=")));
    expect(state.src).toEqual([{ kind: "sample", name: "tools" }]);
    expect(state.search).toBe("word");
  });

  it("takes any text without failing", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { view: state } = parseView(text);
        expect(parseView(serializeView(state)).view).toEqual(state);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom("src", "f", "sort", "row", "roles", "charts", "q"), nasty, (name, text) => {
        const { view: state } = parseView(new URLSearchParams([[name, text.toWellFormed()]]));
        expect(parseView(serializeView(state)).view).toEqual(state);
      }),
    );
  });
});
