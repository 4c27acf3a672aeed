import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type ParquetFooter, readFooter } from "@/lib/format/parquet/footer";
import { bytesSource, startDecoder } from "@/lib/format/parquet/test-files";
import type { SourceHandle } from "@/lib/source";
import { GROUP_ROWS, largeFileBytes, ROWS } from "./testing-large-file";
import { closeEngines, load, wholeIndex } from "./testing-loads";

let bytes: Uint8Array<ArrayBuffer>;
let footer: ParquetFooter;
beforeAll(async () => {
  vi.stubGlobal("self", { location: { href: "http://localhost/" } });
  await startDecoder();
  bytes = largeFileBytes();
  footer = await readFooter(bytesSource("large.parquet", bytes));
});
afterEach(closeEngines);
afterAll(() => vi.unstubAllGlobals());

describe("columns of a Parquet file on a server that come before the conversations", () => {
  /** The samples of the file's fingerprint, which are read for themselves. */
  const SAMPLE_BYTES = 64 * 1024;
  const realFetch = globalThis.fetch;
  afterEach(() => vi.stubGlobal("fetch", realFetch));

  /** Serves the file; not a byte of `broken`. What was asked for is the answer. */
  function serve(broken: [start: number, end: number] = [0, 0]): [start: number, end: number][] {
    const asked: [number, number][] = [];
    vi.stubGlobal("fetch", async (_: string, { headers }: { headers: { Range: string } }) => {
      const [start = 0, last = 0] = headers.Range.slice("bytes=".length).split("-").map(Number);
      if (start < broken[1] && broken[0] <= last) return new Response(null, { status: 404 });
      if (last + 1 - start !== SAMPLE_BYTES) asked.push([start, last + 1]);
      return new Response(bytes.slice(start, last + 1), { status: 206 });
    });
    return asked;
  }

  const onServer = (): SourceHandle => ({
    kind: "url",
    name: "large.parquet",
    // Workers keep the reader of the file that they read last, by its address.
    url: `http://localhost/${performance.now()}.parquet`,
    sizeBytes: bytes.length,
  });

  function startOf(rowGroup: number, field = "id"): number {
    const at = footer.fields.find(({ name }) => name === field)?.leafStart ?? 0;
    return footer.rowGroups[rowGroup]?.columns[at]?.start ?? 0;
  }

  it("are fetched once", async () => {
    const asked = serve();
    const inTwo = await load([onServer()]);
    expect(inTwo.staging.rows).toBe(ROWS);
    // The first rows are read of the first group, and then the group.
    const behind = asked.filter(([, end]) => end > startOf(1)).sort(([a], [b]) => a - b);
    const ofRows = behind.filter(([, end]) => end < bytes.length);
    expect(ofRows.length).toBeGreaterThan(footer.rowGroups.length);
    for (const [place, [start]] of ofRows.entries())
      expect(start).toBeGreaterThanOrEqual(ofRows[place - 1]?.[1] ?? 0);
    const here = {
      kind: "blob",
      name: "large.parquet",
      blob: new Blob([bytes]),
      lastModified: null,
    } as const;
    const inOne = await load([here], { isInOnePass: true });
    expect(await wholeIndex(inTwo.engine)).toEqual(await wholeIndex(inOne.engine));
  });

  it.each([false, true])(
    "stay with all rows when the conversations cannot be read to their end, together: %s",
    async (isJoined) => {
      serve([startOf(4, "messages"), startOf(4, "info")]);
      const { staging, loader, log } = await load([onServer()], { isJoined });
      expect(log.report().files[0]?.error).toMatch(/has no file large.parquet/);
      expect(staging.rows).toBe(ROWS);
      expect(loader.pending).toMatchObject({ rowEnd: 4 * GROUP_ROWS, rows: ROWS });
    },
  );

  it("are not kept when they cannot be read to their end themselves", async () => {
    serve([startOf(4), startOf(4) + 1]);
    let isTold = false;
    const { staging, loader, log, engine } = await load([onServer()], {
      isJoined: true,
      onColumns: async () => {
        isTold = true;
      },
    });
    expect(isTold).toBe(false);
    expect(log.report().files[0]?.error).toMatch(/has no file large.parquet/);
    expect(staging.rows).toBe(4 * GROUP_ROWS);
    const { lostAt = null } = log.report().files[0] ?? {};
    expect(lostAt).toBeGreaterThan(0);
    expect(lostAt).toBeLessThan(0.9 * bytes.length);
    expect(loader.pending).toBeNull();
    expect(Number((await engine.query("SELECT count(*) AS n FROM rows")).get(0, "n"))).toBe(4 * GROUP_ROWS);
  });
});
