import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format";
import { openParquet } from "@/lib/format/parquet";
import { sampleSource, startDecoder } from "@/lib/format/parquet/test-files";
import { cellAt, type IndexCell } from "./cells/cells";
import { type BuiltColumn, ColumnBuilder } from "./column-builder";

type Planned = ConstructorParameters<typeof ColumnBuilder>[1];

function build(values: readonly unknown[], planned: Planned = null): BuiltColumn & { cells: IndexCell[] } {
  const builder = new ColumnBuilder("field", planned);
  for (const [row, value] of values.entries()) {
    if (value !== undefined) builder.add(row, jsonValue(value));
  }
  const built = builder.finish(values.length);
  return { ...built, cells: values.map((_, row) => cellAt(built.cells, row)) };
}

describe("ColumnBuilder", () => {
  it("leaves rows without the field null and says where it first stood", () => {
    const column = build([undefined, undefined, "a", undefined]);
    expect(column).toMatchObject({ type: "text", cells: [null, null, "a", null], firstRow: 2 });
  });

  it("widens integers to doubles and keeps their values", () => {
    const column = build([1, 2.5, null]);
    expect(column).toMatchObject({ type: "double", cells: [1, 2.5, null] });
    expect(column.widenings).toEqual([{ from: "integer", to: "double", row: 1 }]);
  });

  it("takes the doubles of a Parquet file for doubles, whole or not", async () => {
    await startDecoder();
    const reader = await openParquet(sampleSource("corrupt/hadoop-lz4.parquet"));
    const rows = await reader.readRows(0, 0, reader.rowCount);
    const builder = new ColumnBuilder("v11");
    for (let row = 0; row < rows.length; row++)
      builder.add(row, rows.value(row).get("v11") ?? jsonValue(null));
    const built = builder.finish(rows.length);
    expect(built).toMatchObject({ type: "double", widenings: [] });
    expect(Array.from({ length: rows.length }, (_, row) => cellAt(built.cells, row))).toEqual([
      42, 7.7, 42.125, 7.7,
    ]);
  });

  it("widens mixed types to JSON text that tells them apart", () => {
    expect(build(["10", 10, true, ["a"]])).toMatchObject({
      type: "json",
      cells: ['"10"', "10", "true", '["a"]'],
    });
  });

  it("lets an empty list take the type of the lists around it", () => {
    const column = build([[], [1, 2], []]);
    expect(column).toMatchObject({ type: "list<integer>", cells: [[], [1, 2], []], widenings: [] });
  });

  it("keeps an empty list beside what is no list", () => {
    expect(build([[], 1])).toMatchObject({ type: "json", cells: ["[]", "1"] });
    expect(build(["a", []])).toMatchObject({ type: "json", cells: ['"a"', "[]"] });
    expect(build([[], null, true])).toMatchObject({ type: "json", cells: ["[]", null, "true"] });
  });

  it("keeps short objects whole and cuts long ones to a preview", () => {
    expect(build([{ a: 1 }])).toMatchObject({ type: "json", stored: "full", cells: ['{"a": 1}'] });
    const long = build([{ a: "x".repeat(5000) }]);
    expect(long.stored).toBe("preview");
    expect(String(long.cells[0]).length).toBeLessThan(200);
  });

  it("leaves long texts in the file, without splitting a character", () => {
    const column = build([`${"x".repeat(159)}😀${"y".repeat(900)}`]);
    expect(column.stored).toBe("preview");
    expect(column.cells[0]).toBe("x".repeat(159));
  });

  it("follows the plan of earlier chunks", () => {
    expect(build([1, 2], { type: "double", stored: "full" })).toMatchObject({
      type: "double",
      widenings: [],
    });
    expect(build(["ab"], { type: "text", stored: "preview" }).stored).toBe("preview");
    expect(build([3], { type: "text", stored: "full" })).toMatchObject({ type: "json", cells: ["3"] });
  });
});
