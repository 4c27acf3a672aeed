import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportCsv } from "./export-csv";
import { quoteText } from "./quote";
import { ENGINES, type TestEngine } from "./testing/engines";
import { column, scopeOf, stageRows } from "./testing/test-index";

async function csvOf(parts: AsyncIterable<string>): Promise<string> {
  let csv = "";
  for await (const part of parts) csv += part;
  return csv;
}

/** Reads CSV as RFC 4180 says; null for a field that is nothing at all. */
function parseCsv(csv: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(csv); match !== null; match = field.exec(csv)) {
    const [, quoted, plain, end] = match;
    row.push(quoted !== undefined ? quoted.replaceAll('""', '"') : plain === "" ? null : (plain ?? null));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe.each(ENGINES)("in %s, an export", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  it("writes every value exactly", async () => {
    const texts = ["plain", 'say "hi", you', "two\r\nlines", "", null, " spaced ", "=1+1", "nul\0", "😀"];
    const select = texts
      .map(
        (text, index) =>
          `SELECT ${text === null ? "NULL" : quoteText(text)}::VARCHAR AS "a ""text""", ${9007199254740993n + BigInt(index)} AS big, 0.1e0 + 0.2e0 AS real,
         TIMESTAMP '2024-01-01 20:34:56.123456' AS at, [9007199254740993, NULL] AS numbers, ['x,"', NULL] AS items, ${index % 2 === 0} AS flag`,
      )
      .join(" UNION ALL ");
    const columns = await stageRows(engine, select, [
      column('a "text"', "text"),
      column("big", "integer"),
      column("real", "double"),
      column("at", "timestamp"),
      column("numbers", "list<integer>"),
      column("items", "list<text>"),
      column("flag", "boolean"),
    ]);
    const names = ["_row", 'a "text"', "big", "real", "at", "numbers", "items", "flag", "missing"];
    const csv = await csvOf(exportCsv(engine, scopeOf(columns), names));
    expect(parseCsv(csv)).toEqual([
      names,
      ...texts.map((text, index) => [
        String(index),
        text,
        String(9007199254740993n + BigInt(index)),
        "0.30000000000000004",
        "2024-01-01 20:34:56.123456",
        "[9007199254740993,null]",
        '["x,\\"",null]',
        String(index % 2 === 0),
        null,
      ]),
    ]);
  });

  it("says of which columns it has only beginnings", async () => {
    const columns = await stageRows(engine, "SELECT 'once' AS essay, 'short' AS kind, 'said' AS _prompt", [
      { ...column("essay", "text"), stored: "preview" },
      column("kind", "text"),
      { ...column("_prompt", "text"), field: null, stored: "preview" },
    ]);
    const csv = await csvOf(exportCsv(engine, scopeOf(columns), ["essay", "kind", "_prompt"]));
    expect(csv).toBe(
      "essay (first 160 characters),kind,_prompt (first 160 characters on one line)\r\nonce,short,said\r\n",
    );
  });

  it("writes what is in view, in its order, in parts", async () => {
    const columns = await stageRows(engine, "SELECT range AS n FROM range(12000)", [column("n", "integer")]);
    const scope = scopeOf(columns, {
      filters: [{ kind: "ranges", column: "n", ranges: [{ min: 100, max: null }], exclude: false }],
      sort: [{ column: "n", descending: true }],
    });
    const parts: string[] = [];
    for await (const part of exportCsv(engine, scope, ["n"])) parts.push(part);
    expect(parts.length).toBeGreaterThan(2);
    const expected = ["n", ...Array.from({ length: 11_900 }, (_, index) => String(11_999 - index))];
    expect(parts.join("")).toBe(`${expected.join("\r\n")}\r\n`);
  });
});
