import { beforeAll, describe, expect, it } from "vitest";
import type { Value } from "@/lib/format/value";
import { openParquet, type ParquetReader } from "./reader";
import { sampleBytes, sampleSource, startDecoder } from "./test-files";

beforeAll(startDecoder);

/** Every row of every row group, in order. */
async function allRows(reader: ParquetReader): Promise<Value[]> {
  const rows: Value[] = [];
  for (const [rowGroup, group] of reader.rowGroups.entries()) {
    const stretch = await reader.readRows(rowGroup, 0, group.rows);
    expect([...stretch.errors]).toEqual([]);
    for (let index = 0; index < stretch.length; index++) rows.push(stretch.value(index));
  }
  return rows;
}

function questions(): { question: string; answer: string }[] {
  const lines = new TextDecoder().decode(sampleBytes("gsm8k-train.jsonl")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

describe("real Parquet files", () => {
  it("reads every row of gsm8k-verl, the questions those of the JSONL file", async () => {
    const reader = await openParquet(sampleSource("gsm8k-verl.parquet"));
    expect(reader.rowCount).toBe(7473);
    expect(reader.codecs).toEqual(["snappy"]);
    expect(reader.schema).toContainEqual({
      name: "prompt",
      type: "list<struct<content: text, role: text>>",
    });
    const fields = reader.sizes.filter(({ isFlat }) => !isFlat).map(({ name }) => name);
    expect(fields).toEqual(["prompt", "reward_model", "extra_info"]);
    const bytesOf = (parts: readonly { bytes: number }[]) => parts.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(bytesOf(reader.sizes)).toBe(bytesOf(reader.rowGroups));
    const rows = await allRows(reader);
    const expected = questions();
    expect(rows).toHaveLength(expected.length);
    for (const [index, row] of rows.entries()) {
      const message = row.get("prompt")?.item(0);
      expect(message?.get("role")?.text()).toBe("user");
      expect(
        message
          ?.get("content")
          ?.text()
          .startsWith(expected[index]?.question ?? "?"),
      ).toBe(true);
      expect(row.get("extra_info")?.get("idx")?.number()).toBe(index);
    }
  });

  it("reads the three row groups of acemath-shape", async () => {
    const reader = await openParquet(sampleSource("shapes/acemath-shape.parquet"));
    expect(reader.rowGroups.map((group) => group.rows)).toEqual([500, 500, 500]);
    const rows = await allRows(reader);
    const expected = questions();
    for (const [index, row] of rows.entries()) {
      expect(row.get("messages")?.item(0)?.get("content")?.text()).toBe(expected[index]?.question);
      expect(row.get("answer")?.text()).toBe(expected[index]?.answer);
    }
    expect(rows).toHaveLength(1500);
  });

  it("reads tulu3-preference-shape, ratings as null", async () => {
    const reader = await openParquet(sampleSource("shapes/tulu3-preference-shape.parquet"));
    const rows = await allRows(reader);
    expect(rows).toHaveLength(996);
    expect(new Set(rows.map((row) => row.get("chosen_rating")?.kind))).toEqual(new Set(["null"]));
    expect([...(rows[0]?.fields() ?? [])].map(([name]) => name)).toEqual(
      reader.schema.map((field) => field.name),
    );
  });

  it("reads one row as it stands in its group", async () => {
    const reader = await openParquet(sampleSource("shapes/acemath-shape.parquet"));
    const row = (await reader.readRow(2, 499)).value;
    expect(row.get("answer")?.text()).toBe(questions()[1499]?.answer);
    await expect(reader.readRow(2, 500)).rejects.toThrow(RangeError);
  });

  it("reads only the fields asked for", async () => {
    const source = sampleSource("shapes/acemath-shape.parquet");
    const reader = await openParquet(source);
    const before = source.readBytes;
    const rows = await reader.readRows(1, 10, 12, ["answer"]);
    expect([...rows.value(1).fields()].map(([name, value]) => [name, value.text()])).toEqual([
      ["answer", questions()[511]?.answer],
    ]);
    expect(source.readBytes - before).toBeLessThan(source.sizeBytes / 3);
  });
});
