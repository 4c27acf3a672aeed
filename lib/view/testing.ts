import fc from "fast-check";
import { COLUMN_ROLES } from "@/lib/schema/model";
import {
  CHART_KINDS,
  COMPARE_ORDERS,
  type Filter,
  PAIR_KINDS,
  type PairSide,
  type SourceRef,
  VIEW_TABS,
  type ViewState,
} from "./model";
import { nextBelow } from "./next-below";
import { SEED_END } from "./random-walk";
import { normalRanges } from "./ranges";

/** Text that a link could lose, or take for its own signs. */
export const nasty = fc.oneof(
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

/** Any view that there can be. */
export const view: fc.Arbitrary<ViewState> = fc.record({
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
