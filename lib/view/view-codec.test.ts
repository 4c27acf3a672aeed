import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownRecords } from "./compared-records";
import { EMPTY_VIEW, NEW_COMPARISON, type ViewState } from "./model";
import { nextBelow } from "./next-below";
import { parseView } from "./parse-view";
import { serializeView } from "./serialize-view";
import { view } from "./testing";

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
