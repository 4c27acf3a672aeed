import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexColumnName } from "@/lib/schema";
import { quoteDouble, quoteIdentifier, quoteText } from "./quote";
import { ENGINES, type TestEngine } from "./testing/engines";

const anyText = fc.oneof(
  fc.constantFrom(
    "",
    "'",
    "''",
    '"',
    "\0",
    "a\0b\0",
    "\\",
    "%",
    "line\nbreak",
    "😀",
    "; DROP TABLE rows; --",
    "$1",
    "\u2028",
  ),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
);

describe.each(ENGINES)("in %s, quoting", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  it("carries any text into the database and back", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const result = await engine.query(`SELECT ${quoteText(text)} AS value`);
        expect(result.get(0, "value")).toBe(text.toWellFormed());
      }),
      { numRuns: 400 },
    );
  });

  it("makes a column of any field name", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (field) => {
        const name = indexColumnName(field);
        await engine.execute(`CREATE OR REPLACE TABLE named (${quoteIdentifier(name)} INTEGER)`);
        const result = await engine.query(`SELECT ${quoteIdentifier(name)} FROM named`);
        expect(result.columns).toEqual([name]);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps every bit of a double", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true }), async (value) => {
        const result = await engine.query(`SELECT ${quoteDouble(value)} AS value`);
        expect(Number(result.get(0, "value"))).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 300 },
    );
  });
});
