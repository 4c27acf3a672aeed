import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { VENDOR_CACHE } from "./vendor-files.mjs";

const TYPES: Readonly<Record<string, string>> = {
  wasm: "application/wasm",
  js: "text/javascript; charset=utf-8",
};

/**
 * Answers GET and HEAD for `/vendor/NAME` with the packed file that the browser accepts. The name holds a hash of
 * the content, so the answer may be kept for ever.
 */
export async function serveVendorFile(
  request: Request,
  name: string,
  folder = vendorFolder(),
): Promise<Response> {
  const type = /^[a-z-]+\.[0-9a-f]{12}\.(wasm|js)$/.exec(name)?.[1];
  const encoding = chooseEncoding(request.headers.get("accept-encoding"));
  const content = type === undefined ? null : await readPacked(join(folder, name), encoding);
  if (type === undefined || content === null)
    return new Response("No such file.\n", {
      status: 404,
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  const headers = new Headers({
    "Content-Type": TYPES[type] ?? "application/octet-stream",
    "Content-Length": String(content.byteLength),
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
  });
  if (encoding !== null) headers.set("Content-Encoding", encoding);
  return new Response(request.method === "HEAD" ? null : content, { headers });
}

type Encoding = "br" | "gzip";

/** The smallest encoding that an Accept-Encoding header allows; null for none. `q=0` refuses one. */
export function chooseEncoding(header: string | null): Encoding | null {
  const accepted = new Set<string>();
  for (const entry of (header ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim());
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) accepted.add(name);
  }
  return accepted.has("br") ? "br" : accepted.has("gzip") ? "gzip" : null;
}

// The bundler must not take this for a folder of modules to pack.
function vendorFolder(): string {
  return join(/* turbopackIgnore: true */ process.cwd(), VENDOR_CACHE);
}

const packed = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();

/** Reads a packed file once and keeps it: all of them together take some 10 MB per encoding. */
function readPacked(path: string, encoding: Encoding | null): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = path + (encoding === null ? "" : encoding === "br" ? ".br" : ".gz");
  const known = packed.get(file);
  if (known) return known;
  const reading = readFile(/* turbopackIgnore: true */ file).then(
    (bytes) => new Uint8Array(bytes),
    (cause: unknown) => {
      packed.delete(file);
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
      throw cause;
    },
  );
  packed.set(file, reading);
  return reading;
}
