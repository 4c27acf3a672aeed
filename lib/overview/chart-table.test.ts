import { describe, expect, it } from "vitest";
import { type ChartTable, tableToCsv, tableToMarkdown } from "./chart-table";

const TABLE: ChartTable = {
  head: ['say "hi"', "rows"],
  rows: [
    ["a, b", 1234],
    ["line\nbreak", null],
    ["<img src=x> | *b*", 5],
  ],
};

describe("the numbers of a chart", () => {
  it("are CSV whose fields hold commas, quotes and line breaks", () => {
    expect(tableToCsv(TABLE)).toBe(
      '"say ""hi""",rows\r\n"a, b",1234\r\n"line\nbreak",\r\n<img src=x> | *b*,5\r\n',
    );
  });

  it("are a Markdown table in which text stays text", () => {
    expect(tableToMarkdown(TABLE, (cell) => cell.toLocaleString("en-US"))).toBe(
      '| say "hi" | rows |\n| --- | ---: |\n| a, b | 1,234 |\n| line break |  |\n| &lt;img src=x\\> \\| \\*b\\* | 5 |\n',
    );
  });
});
