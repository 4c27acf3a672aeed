import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packStatic } from "./pack-static.mjs";
import { staticFiles } from "./static-files.mjs";

const SCRIPT = "export const words = 'gefüllt';\n".repeat(200);
const OTHER = "from elsewhere";

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "loupe-static-"));
  const built = join(folder, ".next", "static");
  mkdirSync(join(built, "chunks"), { recursive: true });
  mkdirSync(join(folder, "public", "vendor"), { recursive: true });
  writeFileSync(join(built, "chunks", "a.js"), SCRIPT);
  writeFileSync(join(built, "chunks", "short.css"), "a{}");
  writeFileSync(join(folder, "public", "vendor", "engine.wasm"), "\0asm");
  writeFileSync(join(folder, "package.json"), "{}");
  await packStatic(built);
  const serve = staticFiles(folder);
  server = createServer((request, response) =>
    serve(request, response, () => response.end(OTHER + request.url)),
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function ask(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ headers: IncomingMessage["headers"]; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
    }).on("error", reject);
  });
}

describe("staticFiles", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["br", "br"],
    ["gzip;q=1.0, br;q=0.5", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["gzip, br;q=0.0", "gzip"],
    ["br;q=0.01", "br"],
    ["identity", undefined],
    ["gzip;q=0", undefined],
    ["x-gzip-like, brx", undefined],
    ["", undefined],
  ])("serves for Accept-Encoding %j the file packed as %j", async (accepted, encoding) => {
    const { headers, body } = await ask("/_next/static/chunks/a.js", { "Accept-Encoding": accepted });
    expect(headers["content-encoding"]).toBe(encoding);
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""];
    expect((unpack ? unpack(body) : body).toString()).toBe(SCRIPT);
    expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(headers.vary).toBe("Accept-Encoding");
  });

  it("lets files be kept for ever, under the policy that workers take from them", async () => {
    const { headers, body } = await ask("/vendor/engine.wasm?x");
    expect(body.toString()).toBe("\0asm");
    expect(headers["content-type"]).toBe("application/wasm");
    expect(headers["cache-control"]).toBe("public,max-age=31536000,immutable");
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'wasm-unsafe-eval'/);
  });

  it("packs nothing that fits in one packet", async () => {
    const { headers, body } = await ask("/_next/static/chunks/short.css", { "Accept-Encoding": "br" });
    expect(headers["content-encoding"]).toBeUndefined();
    expect(body.toString()).toBe("a{}");
  });

  it.each([
    "/",
    "/browse?src=/vendor/engine.wasm",
    "/vendor",
    "/vendor/none.wasm",
    "/vendor/../../package.json",
    "/vendor/..%2f..%2fpackage.json",
    "/_next/static/..%2f..%2fpackage.json",
    "/_next/static/%zz",
  ])("leaves %s to others", async (path) => {
    expect((await ask(path)).body.toString()).toBe(OTHER + path);
  });

  it("leaves parts of files to others", async () => {
    expect((await ask("/vendor/engine.wasm", { Range: "bytes=-2" })).body.toString()).toContain(OTHER);
  });
});
