import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { FormatError } from "@/lib/format/model";
import { openParquet } from "./reader";
import { bytesSource, sampleBytes, sampleSource, startDecoder } from "./test-files";

beforeAll(startDecoder);

/** Reads all that can be read; what cannot is an error of the file or of a column. */
async function readWhatIsThere(bytes: Uint8Array): Promise<"file" | "columns" | "all"> {
  try {
    const reader = await openParquet(bytesSource("damaged.parquet", bytes));
    let isWhole = true;
    for (const [rowGroup, { rows }] of reader.rowGroups.entries()) {
      const stretch = await reader.readRows(rowGroup, 0, Math.min(rows, 1000));
      isWhole &&= stretch.errors.size === 0;
      for (let index = 0; index < stretch.length; index++) {
        for (const [, value] of stretch.value(index).fields()) value.text();
      }
    }
    return isWhole ? "all" : "columns";
  } catch (error) {
    if (error instanceof FormatError) return "file";
    throw error;
  }
}

describe("damage anywhere in a file", () => {
  it("ends as an error of the file or of columns, and other files stay readable", async () => {
    const whole = sampleBytes("shapes/acemath-shape.parquet");
    // Half of the damage goes to the footer, where every byte counts.
    const place = fc.oneof(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 4200 }).map((n) => whole.length - n),
    );
    const flips = fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 8 });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        seen.add(await readWhatIsThere(bytes));
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(seen).toEqual(new Set(["file", "columns", "all"]));
    const good = await openParquet(sampleSource("shapes/acemath-shape.parquet"));
    expect((await good.readRows(2, 499, 500)).errors.size).toBe(0);
  }, 30_000);

  it("says of a file cut at any place that it is incomplete", async () => {
    const whole = sampleBytes("corrupt/nested-maps.parquet");
    for (let length = 5; length < whole.length; length += 37) {
      const cut = openParquet(bytesSource("cut.parquet", whole.subarray(0, length)));
      await expect(cut).rejects.toMatchObject({ code: "truncated" });
    }
  });
});
