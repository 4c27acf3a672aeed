import { describe, expect, it } from "vitest";
import { JsonNumber } from "./json-number";
import { countCodePoints, jsonValue } from "./json-value";
import { TextHasher } from "./text-hash";

describe("jsonValue", () => {
  it("sees own fields only", () => {
    const value = jsonValue(JSON.parse('{"a":1,"__proto__":2,"toString":3}'));
    expect(["a", "__proto__", "toString"].map((name) => value.get(name)?.number())).toEqual([1, 2, 3]);
    expect(jsonValue({}).get("__proto__")).toBeNull();
    expect(jsonValue({}).get("constructor")).toBeNull();
    expect([...value.fields()].map(([name]) => name)).toEqual(["a", "__proto__", "toString"]);
    expect(value.size).toBe(3);
  });

  it("keeps the digits of a number", () => {
    expect(jsonValue(new JsonNumber("1.000000000000000005")).text()).toBe("1.000000000000000005");
    expect(jsonValue(new JsonNumber("1e2")).number()).toBe(100);
    expect(jsonValue(-0).text()).toBe("-0");
    expect(jsonValue(2n ** 60n).text()).toBe("1152921504606846976");
  });

  it("gives the kind, text and length of each kind", () => {
    const cases = [null, true, 1.5, "é😀", [1], { a: 1 }].map(jsonValue);
    expect(cases.map((value) => value.kind)).toEqual(["null", "boolean", "number", "text", "list", "object"]);
    expect(cases.map((value) => value.text())).toEqual(["", "true", "1.5", "é😀", "", ""]);
    expect(cases.map((value) => value.length)).toEqual([0, 0, 0, 2, 0, 0]);
  });

  it("gives items by index, and null past the end", () => {
    const list = jsonValue(["a", null]);
    expect([list.item(0)?.text(), list.item(1)?.kind, list.item(2), list.item(-1)]).toEqual([
      "a",
      "null",
      null,
      null,
    ]);
    expect([...list.items()]).toHaveLength(2);
  });

  it("feeds a hash the bytes of a text", () => {
    const [one, two] = [new TextHasher(), new TextHasher()];
    jsonValue("é").feed(one);
    for (const byte of [0xc3, 0xa9]) two.byte(byte);
    expect(one.digest()).toBe(two.digest());
  });

  it("tells how texts begin, and whether they are broken", () => {
    expect([" \n\u2003", "", " x", 5].map((value) => jsonValue(value).firstSign)).toEqual(["", "", "x", ""]);
    expect(["a\ufffd", "\ud800b", "\u{1f600}", 5].map((value) => jsonValue(value).isBroken)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("countCodePoints", () => {
  it("counts pairs once and halves once", () => {
    expect(["", "abc", "é", "😀😀", "\ud83d", "\ude00\ud83d", "a\ud83d😀"].map(countCodePoints)).toEqual([
      0, 3, 1, 2, 1, 2, 3,
    ]);
  });
});
