import { describe, expect, it } from "vitest";
import { jsonValue, parseRecordText } from "@/lib/format";
import { flattenTree, openPlace } from "./flatten-tree";
import { treeNameKey, treeValueKey } from "./part-key";
import { treeUnits } from "./tree-units";

const textsOf = (text: string) => [...treeUnits(parseRecordText(text).value, "t")].map((unit) => unit.text);

describe("treeUnits", () => {
  it("gives names and values from top to bottom, as the lines of the tree show them", () => {
    expect(
      textsOf('{"a": {"": 10000000000000000999, "b": [true, null, "x\\n\\"y\\""]}, "c": [], "d": ""}'),
    ).toEqual(["a", "10000000000000000999", "b", "true", "null", 'x\n"y"', "c", "d"]);
    expect(textsOf('"alone"')).toEqual(["alone"]);
  });

  it("names each by its place, where the tree can open it", () => {
    const root = jsonValue({ a: 1, list: [{ x: 1 }, { x: "here" }] });
    const here = [...treeUnits(root, "t")].find(({ text }) => text === "here");
    expect(here?.place).toEqual({ tree: "t", path: "/1/1/0" });
    const lines = flattenTree(
      root,
      openPlace({ open: new Set(), shown: new Map() }, here?.place?.path ?? ""),
    );
    const line = lines.find(({ key }) => treeValueKey("t", key) === here?.key);
    expect(line).toMatchObject({ kind: "leaf", name: "x" });
    const names = [...treeUnits(root, "t")].filter(({ text }) => text === "x").map(({ key }) => key);
    expect(names).toEqual([treeNameKey("t", "/1/0/0"), treeNameKey("t", "/1/1/0")]);
  });

  it("searches 20,000 levels in short paths", () => {
    const deep = `${'[1,{"name":'.repeat(10_000)}"bottom"${"}]".repeat(10_000)}`;
    const units = [...treeUnits(parseRecordText(deep).value, "t")];
    expect(units.some(({ text }) => text.includes("bottom"))).toBe(true);
    expect(Math.max(...units.map(({ key }) => key.length))).toBeLessThan(2000);
    expect(units.flatMap(({ text }) => text.match(/name/g) ?? [])).toHaveLength(10_000);
  });
});
