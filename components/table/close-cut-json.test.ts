import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeCutJson } from "./close-cut-json";

describe("closeCutJson", () => {
  it.each([
    ['{"a": [1, {"b": "so f…', '{"a": [1, {"b": "so f…"}]}'],
    ['{"a": 1, "lo…', '{"a": 1}'],
    ['{"a": 1, "long": …', '{"a": 1}'],
    ['{"a": 1, "n": 12…', '{"a": 1}'],
    ['{"a": "x", "n": fal…', '{"a": "x"}'],
    ['[["a", "b\\…', '[["a", "b…"]]'],
    ['["a", "b\\u00…', '["a", "b…"]'],
    ['["a", "b\\\\…', '["a", "b\\\\…"]'],
    ['{"a": {}, "b": [], …', '{"a": {}, "b": []}'],
    ['{"a": "}, [", "b": "…', '{"a": "}, [", "b": "…"}'],
    ["{…", "{}"],
  ])("closes %s", (cut, whole) => {
    expect(closeCutJson(cut)).toBe(whole);
    expect(() => JSON.parse(whole)).not.toThrow();
  });

  it("leaves alone what was not cut, and what is no beginning of JSON", () => {
    for (const text of ['{"a": 1}', "12…", "…", "plain words…"]) expect(closeCutJson(text)).toBeNull();
  });

  it("makes JSON of any list or object, wherever it is cut", () => {
    const container = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(container, fc.nat(), (value, place) => {
        const text = JSON.stringify(value);
        const closed = closeCutJson(`${text.slice(0, 1 + (place % text.length))}…`);
        expect(closed).not.toBeNull();
        expect(() => JSON.parse(closed ?? "")).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
