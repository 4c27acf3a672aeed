import { afterEach, describe, expect, it } from "vitest";
import type { SourceHandle } from "@/lib/source";
import { closeEngines, load } from "./testing-loads";

const ROWS = 9_000;

/** Some 600 KB, which is more than one chunk. */
function lines(name: string): SourceHandle {
  const text = Array.from({ length: ROWS }, (_, id) => JSON.stringify({ id, text: "word ".repeat(10) })).join(
    "\n",
  );
  return { kind: "blob", name, blob: new Blob([text]), lastModified: null };
}

function cancelAt(rowsRead: number, files: readonly SourceHandle[]) {
  return load(files, {
    onAppended: async ({ staging, loader }) => {
      if (staging.rows >= rowsRead) loader.cancel();
    },
  });
}

describe("reading that is cancelled", () => {
  afterEach(closeEngines);

  it("is cut when rows were to come", async () => {
    const { loader, staging } = await cancelAt(1, [lines("a.jsonl")]);
    expect(staging.rows).toBeGreaterThan(0);
    expect(staging.rows).toBeLessThan(ROWS);
    expect(loader.isCut).toBe(true);
  });

  it("is not cut when the last row was read before", async () => {
    const { loader, staging } = await cancelAt(ROWS, [lines("a.jsonl")]);
    expect(staging.rows).toBe(ROWS);
    expect(loader).toMatchObject({ isCancelled: true, isCut: false });
  });

  it("is cut when another file was to come", async () => {
    const { loader, staging } = await cancelAt(ROWS, [lines("a.jsonl"), lines("b.jsonl")]);
    expect(staging.rows).toBe(ROWS);
    expect(loader.isCut).toBe(true);
  });
});
