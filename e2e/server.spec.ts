import { get } from "node:http";
import { expect, test } from "@playwright/test";

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Asks with the path exactly as written: a browser, and fetch, would tidy it first. */
function ask(
  origin: string | undefined,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin ?? "");
  return new Promise((resolve, reject) => {
    get({ hostname, port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on("error", reject);
  });
}

const PLACES = [
  "/",
  "/browse?src=sample:maths-latex.jsonl",
  "/no-such-page",
  "/%zz",
  "//other.example",
  "/data",
  "/data/mt-bench-question.jsonl",
  "/data/none.jsonl",
  "/samples/maths-latex.jsonl",
  "/_next/static/none.js",
];

for (const path of PLACES) {
  test(`the answer to ${path} carries the security headers`, async ({ baseURL }) => {
    const { headers } = await ask(baseURL, path);
    const policy = headers["content-security-policy"];
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/'unsafe-(inline|eval)'|https?:|\*/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
}

test("each page gets its own nonce, and all its scripts carry it", async ({ baseURL }) => {
  const pages = [await ask(baseURL, "/"), await ask(baseURL, "/")];
  const nonces = pages.map(
    ({ headers }) => /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1],
  );
  expect(nonces[0]).not.toBe(nonces[1]);
  const scripts = pages[0]?.body.toString().match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(2);
  for (const script of scripts) expect(script).toContain(`nonce="${nonces[0]}"`);
});

const WAYS_OUT = [
  "/data/../../package.json",
  "/data/%2e%2e/%2e%2e/package.json",
  "/data/..%2f..%2fpackage.json",
  "/data/%2e%2e%2f%2e%2e%2fpackage.json",
  "/data/%252e%252e%252fpackage.json",
  "/data/..%5c..%5cpackage.json",
  "/data/..\\..\\package.json",
  "/data//etc/passwd",
  "/data/%2fetc%2fpasswd",
  "/data/mt-bench-question.jsonl%00.png",
  "/data/corrupt/..%00/mt-bench-question.jsonl",
  "/samples/..%2f..%2fpackage.json",
  "/vendor/..%2f..%2fpackage.json",
  "/_next/static/..%2f..%2f..%2fpackage.json",
];

for (const path of WAYS_OUT) {
  test(`nothing is reached by ${path}`, async ({ baseURL }) => {
    const { status, body } = await ask(baseURL, path);
    expect([308, 400, 404]).toContain(status);
    expect(body.toString()).not.toMatch(/"devDependencies"|root:|question_id/);
  });
}

test("a name that is not this machine's gets no data", async ({ baseURL }) => {
  const { status, body } = await ask(baseURL, "/data/mt-bench-question.jsonl", { Host: "rebound.example" });
  expect(status).toBe(421);
  expect(body.toString()).not.toContain("question_id");
});

test("the data folder is listed, and served by byte range", async ({ baseURL }) => {
  const listing = JSON.parse((await ask(baseURL, "/data")).body.toString());
  expect(listing.files).toContainEqual(
    expect.objectContaining({ path: "shapes/tulu3-mlt-shape.jsonl", sizeBytes: 897_075 }),
  );
  const part = await ask(baseURL, "/data/mt-bench-question.jsonl", { Range: "bytes=0-12" });
  expect(part.status).toBe(206);
  expect(part.headers["content-range"]).toBe("bytes 0-12/48929");
  expect(part.body.toString()).toBe('{"question_id');
});

test("the first load takes less than 8 MB over the wire, all in", async ({ context, page }) => {
  const finished: Promise<[url: string, bytes: number]>[] = [];
  // Of the context, not the page: most bytes are asked for by workers.
  context.on("requestfinished", (request) => {
    finished.push(request.sizes().then((sizes) => [request.url(), sizes.responseBodySize]));
  });
  const wasm = context.waitForEvent("response", (response) =>
    /\/duckdb-eh\.[0-9a-f]+\.wasm$/.test(response.url()),
  );
  await page.goto("/");
  const duckdb = await wasm;
  expect(await duckdb.headerValue("content-encoding")).toBe("br");
  expect(await duckdb.headerValue("content-type")).toBe("application/wasm");
  expect(await duckdb.headerValue("cache-control")).toContain("immutable");
  // Parquet needs every part of the app that there is.
  await page.getByRole("link", { name: /Preference pairs/ }).click();
  await page.waitForFunction(() => performance.getEntriesByName("loupe:indexed").length > 0);
  await page.waitForLoadState("networkidle");
  const sizes = await Promise.all(finished);
  const received = sizes
    .filter(([url]) => !url.includes("/samples/"))
    .reduce((total, [, bytes]) => total + bytes, 0);
  expect(received).toBeGreaterThan(5_000_000);
  expect(received).toBeLessThan(8_000_000);
});
