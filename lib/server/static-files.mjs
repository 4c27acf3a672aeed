import { join } from "node:path";
import sirv from "sirv";
import { contentSecurityPolicy } from "./security-headers.mjs";

/** Addresses under which files lie that never change, by their folder: their names hold a hash of their content. */
const FOLDERS = /** @type {const} */ ([
  ["/_next/static", ".next/static"],
  ["/vendor", "public/vendor"],
]);
const KEPT_SECONDS = 365 * 24 * 60 * 60;

/**
 * Serves scripts, styles, fonts and WebAssembly from the disk, packed where they were packed beforehand; `next` is for
 * whatever else is asked. Next would ask proxy.ts and pack each of them anew: a visit asks for some thirty.
 * @param {string} projectFolder built; files that come later are not seen
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, next: () => void) => void}
 */
export function staticFiles(projectFolder) {
  const policy = contentSecurityPolicy({ nonce: null });
  const serving = FOLDERS.map(([address, folder]) => {
    const serve = sirv(join(projectFolder, folder), {
      ...{ etag: true, brotli: true, gzip: true, extensions: [] },
      ...{ maxAge: KEPT_SECONDS, immutable: true },
      setHeaders: (response, path) => {
        // Workers take the policy of their own response.
        response.setHeader("Content-Security-Policy", policy);
        const type = /\.(?:js|css)$/.exec(path)?.[0];
        if (type)
          response.setHeader("Content-Type", `text/${type === ".js" ? "javascript" : "css"}; charset=utf-8`);
      },
    });
    return { address, serve };
  });
  return (request, response, next) => {
    const { url = "", method, headers } = request;
    const found = serving.find(({ address }) => url.startsWith(`${address}/`));
    const isPlain = (method === "GET" || method === "HEAD") && headers.range === undefined;
    if (found === undefined || !isPlain) return next();
    headers["accept-encoding"] = acceptedEncodings(headers["accept-encoding"] ?? "");
    request.url = url.slice(found.address.length);
    found.serve(request, response, () => {
      request.url = url;
      next();
    });
  };
}

/**
 * Those of our encodings that the header accepts; "br;q=0" refuses one.
 * @param {string | string[]} header
 * @returns {string}
 */
export function acceptedEncodings(header) {
  const accepted = String(header)
    .split(",")
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, weight = "q=1"]) => !/^q=0(?:\.0*)?$/.test(weight))
    .map(([name]) => name);
  return ["br", "gzip"].filter((name) => accepted.includes(name)).join(", ");
}
