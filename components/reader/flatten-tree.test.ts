import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonValue, parseRecordText } from "@/lib/format";
import {
  flattenTree,
  openAllLevels,
  openFirstLevels,
  openPlace,
  type TreeState,
  toggleLine,
} from "./flatten-tree";
import { formatValue } from "./format-value";

/** Opens every closed branch until none is left. */
function openAll(root: ReturnType<typeof jsonValue>): TreeState {
  const open = new Set<string>();
  for (;;) {
    const closed = flattenTree(root, { open, shown: new Map() }).filter(
      (line) => line.kind === "branch" && !line.isOpen,
    );
    if (closed.length === 0) return { open, shown: new Map() };
    for (const line of closed) open.add(line.key);
  }
}

describe("flattenTree", () => {
  it("lists open branches only", () => {
    const root = jsonValue({ a: [1, { b: 2 }], c: "x" });
    const lines = flattenTree(root, { open: new Set([""]), shown: new Map() });
    expect(lines.map((line) => [line.kind, line.level, line.kind === "more" ? null : line.name])).toEqual([
      ["branch", 1, null],
      ["branch", 2, "a"],
      ["leaf", 2, "c"],
    ]);
  });

  it("shows a hundred of 1,502 fields and counts the rest", () => {
    const root = jsonValue(
      Object.fromEntries(Array.from({ length: 1502 }, (_, index) => [`f${index}`, index])),
    );
    const lines = flattenTree(root, openFirstLevels(root));
    expect(lines).toHaveLength(102);
    expect(lines.at(-1)).toMatchObject({ kind: "more", hidden: 1402 });
  });

  it("opens 500 levels", () => {
    const { value } = parseRecordText(readFileSync("../shared/data/corrupt/deep-500.json", "utf8"));
    const lines = flattenTree(value, openAll(value));
    expect(lines.at(-1)?.level).toBe(500);
    expect(formatValue(value).replace(/\s/g, "")).toBe(`${"[".repeat(500)}${"]".repeat(500)}`);
  });

  it("keeps keys apart that look alike", () => {
    const root = jsonValue(JSON.parse('{"__proto__": {"a": 1}, "": {"a": 1}, "\\u0000": {"a": 1}}'));
    const lines = flattenTree(root, openAll(root));
    expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
    expect(lines).toHaveLength(7);
  });

  it("opens small records whole and large ones at the top only", () => {
    expect(
      flattenTree(jsonValue({ a: { b: { c: 1 } } }), openFirstLevels(jsonValue({ a: { b: { c: 1 } } }))),
    ).toHaveLength(4);
    const wide = jsonValue(Array.from({ length: 50 }, () => ({ a: 1 })));
    expect(flattenTree(wide, openFirstLevels(wide))).toHaveLength(51);
  });
});

describe("a branch of 100,000 children", () => {
  const root = jsonValue({ rows: Array.from({ length: 100_000 }, (_, index) => ({ id: `r${index}` })) });
  const shownOf = (state: TreeState) =>
    flattenTree(root, state).map((line) => (line.kind === "more" ? `${line.hidden} more` : line.key));

  it("shows one that is looked for among its neighbours, and says what stands between", () => {
    const state = openPlace(openFirstLevels(root), "/0/73421/0");
    const lines = shownOf(state);
    expect(lines.length).toBeLessThan(200);
    expect(lines).toContain("/0/73421/0");
    expect(lines).toContain("/0/73420");
    expect(lines.filter((line) => line.endsWith(" more"))).toEqual(["73301 more", "26558 more"]);
    expect(openPlace(state, "/0/73421/0")).toBe(state);
  });

  it("shows more where more is asked for, until nothing stands between", () => {
    let state = openPlace(openFirstLevels(root), "/0/150");
    const gap = flattenTree(root, state).find((line) => line.kind === "more");
    expect(gap).toMatchObject({ start: 100, hidden: 30 });
    if (gap) state = toggleLine(state, gap);
    expect(shownOf(state).filter((line) => line.endsWith(" more"))).toEqual(["99829 more"]);
  });

  it("does not open more than can be drawn", () => {
    expect(flattenTree(root, openAllLevels(root)).length).toBeLessThan(3000);
    const small = jsonValue({ a: Array.from({ length: 60 }, () => ({ b: [1] })) });
    expect(flattenTree(small, openAllLevels(small))).toHaveLength(2 + 60 * 3);
  });
});

describe("formatValue", () => {
  it("keeps the digits of large numbers", () => {
    const { value } = parseRecordText(
      '{"a": 10000000000000000999, "b": [1.000000000000000005, {}, []], "c": null}',
    );
    expect(formatValue(value)).toBe(
      '{\n  "a": 10000000000000000999,\n  "b": [\n    1.000000000000000005,\n    {},\n    []\n  ],\n  "c": null\n}',
    );
  });
});
