import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { closeEngines, load } from "./testing-loads";

const ROWS = 30_000;
const SAMPLE_BYTES = 64 * 1024;

/** Some 3.5 MB of lines, which are read in three chunks. */
const text = Array.from({ length: ROWS }, (_, id) =>
  JSON.stringify({ id, text: "word ".repeat(10 + (id % 20)) }),
).join("\n");
const bytes = new TextEncoder().encode(text);

/** Serves the lines; `breaks` says of a request for [start, end) whether its connection breaks. */
function serve(breaks: (start: number, end: number) => boolean): void {
  vi.stubGlobal("fetch", async (_: string, { headers }: { headers: { Range: string } }) => {
    const [start = 0, last = 0] = headers.Range.slice("bytes=".length).split("-").map(Number);
    if (breaks(start, last + 1)) throw new TypeError("Failed to fetch");
    return new Response(bytes.slice(start, last + 1), { status: 206 });
  });
}

async function loadServed() {
  const url = `http://localhost/${performance.now()}.jsonl`;
  const loading = await load([{ kind: "url", name: "a.jsonl", url, sizeBytes: bytes.length }]);
  const ids = (await loading.engine.query("SELECT id FROM rows ORDER BY _row")).column("id").map(Number);
  return { ids, file: loading.log.file(0) };
}

describe("lines whose connection breaks", () => {
  const realFetch = globalThis.fetch;
  beforeAll(() => vi.stubGlobal("self", { location: { href: "http://localhost/" } }));
  afterEach(() => {
    closeEngines();
    vi.stubGlobal("fetch", realFetch);
  });
  afterAll(() => vi.unstubAllGlobals());

  it("are there as far as they came", async () => {
    const given = 2_900_000;
    serve((_, end) => end > given);
    const { ids, file } = await loadServed();
    expect(ids).toEqual(ids.map((_, row) => row));
    // Chunks end at 256 KB, 1.25 MB and the end of the file; of the last there is more than nothing.
    expect(file?.lostAt).toBeGreaterThan(5 * 256 * 1024);
    expect(file?.lostAt).toBeLessThanOrEqual(given);
    const lines = text.slice(0, file?.lostAt ?? 0).split("\n").length;
    expect(ids).toHaveLength(lines);
    expect(file?.error).toMatch(/^a\.jsonl could not be read: the connection to localhost failed/);
  });

  it("are all there when it breaks once", async () => {
    let left = 2;
    let samples = 1;
    serve((start, end) => {
      // One that tells the file from others is broken off as well.
      if (end - start === SAMPLE_BYTES && start > 0) return samples-- > 0;
      return start <= 1_310_720 && end > 1_400_000 && left-- > 0;
    });
    const { ids, file } = await loadServed();
    expect(left).toBeLessThanOrEqual(0);
    expect(ids).toHaveLength(ROWS);
    expect(ids).toEqual(ids.map((_, row) => row));
    expect(samples).toBeLessThanOrEqual(0);
    expect(file).toMatchObject({ error: null, lostAt: null, rows: ROWS });
  });
});
