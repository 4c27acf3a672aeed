import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLossless } from "./parse-lossless";
import { parseRecordText } from "./parse-record-text";
import { mayRepeatKeys } from "./repeated-keys";

const space = fc.constantFrom("", " ", "\n\t", "\r\n ");
/** Texts that look like the names and colons around them. */
const text = fc.constantFrom(
  "a",
  "b",
  "__proto__",
  "1",
  "",
  ":",
  '":',
  '\\":',
  "a\\",
  '{"a":1,"a":2}',
  " : ",
);

/** JSON as text, since a parsed object cannot hold a name twice. */
const json = fc.letrec<{ value: string; field: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text.map((each) => JSON.stringify(each)),
    fc.constantFrom("0", "-1.5", "true", "null"),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc.array(tie("field"), { maxLength: 4 }).map((fields) => `{${fields.join()}}`),
  ),
  field: fc
    .tuple(text, space, space, tie("value"))
    .map(([name, before, behind, value]) => `${JSON.stringify(name)}${before}:${behind}${value}`),
})).value;

describe("a repeated key", () => {
  it("is found in any text, and only where it is", () => {
    let repeated = 0;
    fc.assert(
      fc.property(json, (line) => {
        const isRepeated = parseLossless(line).hasRepeatedKey;
        if (isRepeated) repeated++;
        expect(parseRecordText(line).marks).toEqual(isRepeated ? ["repeated key"] : []);
      }),
      { numRuns: 2000 },
    );
    expect(repeated).toBeGreaterThan(100);
  });

  it("is not suspected because of quotes and colons inside a text", () => {
    for (const line of [
      '{"a":"{\\"b\\": 1, \\"b\\": 2}"}',
      '{"a\\"":1,"b\\\\":2}',
      '[{"a":1},{"a":1}]',
      '{"say":"so: \\"x\\" : y"}',
    ])
      expect(mayRepeatKeys(line, JSON.parse(line)), line).toBe(false);
  });

  it("is found at any depth", () => {
    const nest = (inner: string) => `${'{"x":['.repeat(3000)}${inner}${"]}".repeat(3000)}`;
    const [same, other] = [nest('{"k":1,"k":2}'), nest('{"k":1,"l":2}')];
    expect(parseRecordText(same).marks).toEqual(["repeated key"]);
    expect(parseRecordText(other).marks).toEqual([]);
  });
});
