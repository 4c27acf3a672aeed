import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { serveDataFile } from "./serve-data-file.mjs";

/**
 * Serves the files of the data folder; `next` is for whatever else is asked. Next's way to a route takes some 4 ms of a
 * processor that the page needs, and a file of gigabytes is asked for piece by piece.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {() => void} next
 */
export function dataFiles(request, response, next) {
  const { url = "", method } = request;
  if (!url.startsWith("/data/") || (method !== "GET" && method !== "HEAD")) return next();
  answer(request, response).catch((cause) => {
    // Who left does not wait for the rest; a file that became shorter must not pass for the whole range.
    if (!response.destroyed && !response.headersSent) response.writeHead(500).end();
    else response.destroy();
    if (!isPremature(cause)) console.error(cause);
  });
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer({ url = "", method = "GET", headers }, response) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const asked = new Headers();
  for (const name of /** @type {const} */ (["range", "if-range", "if-none-match"])) {
    const value = headers[name];
    if (typeof value === "string") asked.set(name, value);
  }
  const {
    status,
    headers: given,
    body,
  } = await serveDataFile(
    new Request(`http://localhost${url}`, { method, headers: asked, signal: gone.signal }),
  );
  response.writeHead(status, Object.fromEntries(given));
  if (body === null) response.end();
  else
    await pipeline(
      Readable.fromWeb(/** @type {import("node:stream/web").ReadableStream} */ (body)),
      response,
    );
}

/** @param {unknown} cause */
function isPremature(cause) {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_STREAM_PREMATURE_CLOSE";
}
