import { describe, expect, it } from "vitest";
import { EMPTY_VIEW, type Filter } from "./model";
import { nextBelow } from "./next-below";
import { parseView } from "./parse-view";
import { serializeView } from "./serialize-view";

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
