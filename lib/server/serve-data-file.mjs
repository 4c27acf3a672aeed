import { matchesIfNoneMatch, matchesIfRange, parseByteRange } from "./byte-range.mjs";
import { dataMounts } from "./data-mounts.mjs";
import { openDataFile } from "./resolve-data-path.mjs";

const CHUNK_BYTES = 1024 * 1024;
const DATA_PREFIX = "/data/";

/**
 * Answers GET and HEAD for `/data/PATH`: 200, 206, 304, 404 or 416. The path is taken from the address as it was
 * sent, because a router's decoded parameters no longer tell `a%2Fb` from `a/b`.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
export async function serveDataFile(request) {
  const { pathname } = new URL(request.url);
  const opened = pathname.startsWith(DATA_PREFIX)
    ? await openDataFile(dataMounts(), pathname.slice(DATA_PREFIX.length))
    : null;
  if (!opened) return new Response("No such file in the data folder.\n", { status: 404, headers: TEXT });

  const { handle, stats } = opened;
  const sizeBytes = Number(stats.size);
  const etag = `"${stats.size.toString(16)}-${stats.mtimeNs.toString(16)}-${stats.ino.toString(16)}"`;
  const lastModified = new Date(Number(stats.mtimeMs)).toUTCString();
  const headers = new Headers({
    "Accept-Ranges": "bytes",
    // Never a type that a browser would render: files of the folder are bytes to us, not pages.
    "Content-Type": "application/octet-stream",
    "Content-Disposition": "attachment",
    // The data stays out of the disk cache, and no proxy may repack it (ranges would mean other bytes).
    "Cache-Control": "no-store, no-transform",
    ETag: etag,
    "Last-Modified": lastModified,
  });

  if (matchesIfNoneMatch(request.headers.get("if-none-match"), etag)) {
    await handle.close();
    return new Response(null, { status: 304, headers });
  }
  const wanted = matchesIfRange(request.headers.get("if-range"), etag, lastModified)
    ? parseByteRange(request.headers.get("range"), sizeBytes)
    : "whole";
  if (wanted === "unsatisfiable") {
    await handle.close();
    headers.set("Content-Range", `bytes */${sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const range = wanted === "whole" ? { start: 0, end: sizeBytes } : wanted;
  headers.set("Content-Length", String(range.end - range.start));
  if (wanted !== "whole") headers.set("Content-Range", `bytes ${range.start}-${range.end - 1}/${sizeBytes}`);
  const status = wanted === "whole" ? 200 : 206;
  if (request.method === "HEAD") {
    await handle.close();
    return new Response(null, { status, headers });
  }
  return new Response(streamBytes(handle, range, request.signal), { status, headers });
}

const TEXT = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };

/**
 * Bytes [start, end) of an open file, read as they are asked for. Closes the handle at the end, or when dropped; `gone`
 * fires when the client left, which may be before anybody looks at the answer.
 * @param {import("node:fs/promises").FileHandle} handle
 * @param {import("./byte-range.mjs").ByteRange} range
 * @param {AbortSignal} gone
 * @returns {ReadableStream<Uint8Array>}
 */
function streamBytes(handle, { start, end }, gone) {
  let position = start;
  /** @type {Promise<void> | undefined} */
  let closing;
  const close = () => {
    gone.removeEventListener("abort", close);
    closing ??= handle.close();
    return closing;
  };
  gone.addEventListener("abort", close);
  if (gone.aborted) void close();
  return new ReadableStream(
    {
      async pull(controller) {
        const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end - position));
        const bytesRead =
          buffer.length === 0 ? 0 : (await handle.read(buffer, 0, buffer.length, position)).bytesRead;
        position += bytesRead;
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
        // At once: who has all the bytes that were promised does not ask for more.
        if (position === end || bytesRead === 0) await close();
        if (position === end) controller.close();
        // A clean end would pass for the whole range.
        else if (bytesRead === 0) controller.error(new Error("The file became shorter while it was read"));
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
