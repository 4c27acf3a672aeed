import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "./samples";

describe("SAMPLES", () => {
  it.each(SAMPLES)("$name has the size and the rows it says", async ({ path, rows, sizeBytes }) => {
    const file = fileURLToPath(new URL(`../../public${path}`, import.meta.url));
    expect(statSync(file).size).toBe(sizeBytes);
    expect(sizeBytes).toBeLessThan(300 * 1024);
    expect(await countRows(file)).toBe(rows);
  });

  it("names the licence of every file in the README beside them", () => {
    const readme = readFileSync(new URL("../../public/samples/README.md", import.meta.url), "utf8");
    for (const { name, licence } of SAMPLES)
      expect(readme).toMatch(new RegExp(`\`${name}\`.*${licence.replace(".", "\\.")}`));
  });
});

async function countRows(file: string): Promise<number> {
  if (file.endsWith(".parquet")) {
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER AS n FROM read_parquet('${file}')`,
    );
    return Number(reader.getRows()[0]?.[0]);
  }
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".json")) {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? rows.length : -1;
  }
  return text
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line)).length;
}
