import { describe, expect, it } from "vitest";
import type { ChartRef } from "@/lib/view";
import { rangeOfLabel, withoutRanges, withRange } from "./length-ranges";

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

  it("of one unit are none of the other", () => {
    const set = withRange(CHART, "[MLT:5]", { over: 0, upTo: 6 });
    const characters = { ...set, settings: [...set.settings, "characters"] };
    expect(rangeOfLabel(characters, "[MLT:5]")).toBeNull();
    const both = withRange(characters, "[MLT:5]", { over: 10, upTo: 40 });
    expect(rangeOfLabel(both, "[MLT:5]")).toEqual({ over: 10, upTo: 40 });
    expect(withoutRanges(both)).toEqual(characters);
    const words = { ...both, settings: both.settings.filter((setting) => setting !== "characters") };
    expect(rangeOfLabel(words, "[MLT:5]")).toEqual({ over: 0, upTo: 6 });
  });

  it("are those of RULER's precise match on request", () => {
    const precise = { ...CHART, settings: ["precise"] };
    expect(rangeOfLabel(precise, "[MLT:300]")).toEqual({ over: 280, upTo: 320 });
  });

  it("of RULER are words: characters have none by themselves", () => {
    expect(rangeOfLabel({ ...CHART, settings: ["characters"] }, "[MLT:50]")).toBeNull();
  });
});
