import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { NativeFacts } from "../fixtures/native-facts";

/** A file is told from others by samples of this size, which are read for themselves. */
const SAMPLE_BYTES = 64 * 1024;

/** Bytes [start, end) of a file. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where a column and all within it lies in the file, by row group, as native DuckDB reads the footer. */
export async function placesOf(path: string, column: string): Promise<ByteRange[]> {
  const facts = await NativeFacts.open(path);
  const chunks = `SELECT row_group_id AS id, coalesce(dictionary_page_offset, data_page_offset) AS first, total_compressed_size AS size
    FROM parquet_metadata('${path}') WHERE split_part(path_in_schema, ',', 1) = '${column}'`;
  const groups = `SELECT [min(first), max(first + size)] AS place, id FROM (${chunks}) GROUP BY id`;
  const json = await facts.value(`SELECT to_json(list(place ORDER BY id)) FROM (${groups})`);
  facts.close();
  const places = JSON.parse(json ?? "[]") as [number, number][];
  return places.map(([start, end]) => ({ start, end }));
}

export interface HeldFile {
  /** What was asked for, in order, but for samples. */
  asked: readonly ByteRange[];
  /** Answers what was held back, and from now on everything. */
  release(): void;
}

/** Serves a file of the disk as `data:NAME`. Whoever asks for bytes of `held` waits until they are released. */
export async function serveHeld(
  page: Page,
  name: string,
  path: string,
  held: readonly ByteRange[],
): Promise<HeldFile> {
  const body = await readFile(path);
  const asked: ByteRange[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/data/${name}`, async (route) => {
    const request = route.request();
    if (request.method() === "HEAD") {
      const headers = { "Content-Length": String(body.length), "Accept-Ranges": "bytes" };
      await route.fulfill({ status: 200, headers });
      return;
    }
    const range = /bytes=(\d+)-(\d+)/.exec((await request.headerValue("range")) ?? "");
    const start = Number(range?.[1] ?? 0);
    const end = Math.min(Number(range?.[2] ?? body.length - 1) + 1, body.length);
    const isSample = end - start === SAMPLE_BYTES;
    if (!isSample) asked.push({ start, end });
    if (!isSample && held.some((bytes) => bytes.start < end && start < bytes.end)) await released;
    const headers = { "Content-Range": `bytes ${start}-${end - 1}/${body.length}`, "Accept-Ranges": "bytes" };
    await route.fulfill({ status: 206, headers, body: body.subarray(start, end) });
  });
  return { asked, release };
}
