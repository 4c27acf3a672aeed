import { expect, it } from "vitest";
import { prettyJson } from "./pretty-json";

it("keeps every digit", () => {
  expect(prettyJson('{"a":10000000000000000999,"b":1.50}')?.text).toBe(
    '{\n  "a": 10000000000000000999,\n  "b": 1.50\n}',
  );
});

it("leaves fields that are null out, and says how many", () => {
  const pretty = prettyJson('{"a":1,"b":null,"c":{"d":null},"e":[null]}');
  expect(pretty?.nulls).toBe(2);
  expect(pretty?.filled).toBe('{\n  "a": 1,\n  "c": {},\n  "e": [\n    null\n  ]\n}');
  expect(pretty?.text).toContain('"b": null');
});

it("leaves a field out that is shown elsewhere, at the top only", () => {
  expect(prettyJson('{"code":"x","in":{"code":null}}', "code")).toEqual({
    text: '{\n  "in": {\n    "code": null\n  }\n}',
    filled: '{\n  "in": {}\n}',
    nulls: 1,
  });
});

it.each(["", "text", '{"a":1', '{"a":1,"a":2}', `[${"1,".repeat(60_000)}1]`])(
  "leaves %.20j alone",
  (text) => {
    expect(prettyJson(text)).toBeNull();
  },
);
