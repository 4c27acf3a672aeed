import { describe, expect, it } from "vitest";
import type { ChartRef } from "@/lib/view";
import { rangeOfLabel, withRange } from "./length-ranges";

const CHART: ChartRef = { kind: "hit-rate", columns: ["mlt"], settings: [] };

describe("ranges of length labels", () => {
  it("are RULER's until a person sets others, and again when those are taken back", () => {
    expect(rangeOfLabel(CHART, "[MLT:50]")).toEqual({ over: 40, upTo: 60 });
    expect(rangeOfLabel(CHART, "[MLT:5]")).toBeNull();
    const set = withRange(CHART, "[MLT:5]", { over: 2, upTo: 8 });
    expect(rangeOfLabel(set, "[MLT:5]")).toEqual({ over: 2, upTo: 8 });
    expect(rangeOfLabel(set, "[MLT:50]")).toEqual({ over: 40, upTo: 60 });
    const again = withRange(set, "[MLT:5]", { over: 3, upTo: 7 });
    expect(again.settings).toHaveLength(1);
    expect(withRange(again, "[MLT:5]", null)).toEqual(CHART);
  });

  it("may be open above, and labels may hold any sign", () => {
    const open = { over: 800, upTo: Number.POSITIVE_INFINITY };
    expect(rangeOfLabel(withRange(CHART, "[a=b..c]", open), "[a=b..c]")).toEqual(open);
  });

  it("of RULER are words: characters have none by themselves", () => {
    expect(rangeOfLabel({ ...CHART, settings: ["characters"] }, "[MLT:50]")).toBeNull();
  });
});
