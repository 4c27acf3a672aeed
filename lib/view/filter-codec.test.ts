import { describe, expect, it } from "vitest";
import { EMPTY_VIEW, type Filter, type ValueRange } from "./model";
import { nextBelow } from "./next-below";
import { parseView } from "./parse-view";
import { serializeView } from "./serialize-view";

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
