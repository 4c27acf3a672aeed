import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { serveDataFile } from "./serve-data-file.mjs";

let root = "";
const TEXT = "0123456789abcdefghij";

/** The system closes files in a thread of its own, which may have to wait when all processors are busy. */
const CLOSING = { timeout: 30_000 };

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "loupe-serve-"));
  writeFileSync(join(root, "d.jsonl"), TEXT);
  writeFileSync(join(root, "empty.jsonl"), "");
  vi.stubEnv("LOUPE_DATA", root);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** Where an open file leads; null when it was closed meanwhile. */
function linkOf(fd: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return null;
  }
}

const answers: Response[] = [];

afterEach(async () => {
  for (const answer of answers.splice(0)) if (!answer.bodyUsed) await answer.body?.cancel();
});

async function ask(
  headers: Record<string, string> = {},
  method = "GET",
  name = "d.jsonl",
): Promise<Response> {
  const answer = await serveDataFile(new Request(`http://localhost/data/${name}`, { method, headers }));
  answers.push(answer);
  return answer;
}

describe("serveDataFile", () => {
  it("sends the whole file as bytes that no browser renders", async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-length")).toBe("20");
    expect(await response.text()).toBe(TEXT);
  });

  it.each([
    ["bytes=0-0", "0", "bytes 0-0/20"],
    ["bytes=5-9", "56789", "bytes 5-9/20"],
    ["bytes=15-", "fghij", "bytes 15-19/20"],
    ["bytes=-3", "hij", "bytes 17-19/20"],
    ["bytes=-99", TEXT, "bytes 0-19/20"],
    ["bytes=18-500", "ij", "bytes 18-19/20"],
  ])("answers %s with 206", async (range, text, contentRange) => {
    const response = await ask({ Range: range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(response.headers.get("content-length")).toBe(String(text.length));
    expect(await response.text()).toBe(text);
  });

  it.each(["bytes=20-", "bytes=99-100", "bytes=-0"])("answers %s with 416 and the size", async (range) => {
    const response = await ask({ Range: range });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */20");
  });

  it.each(["rows=0-1", "bytes=9-5", "bytes=a-b", "bytes=-", "bytes=0-1,3-4"])("ignores %s", async (range) => {
    const response = await ask({ Range: range });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(TEXT);
  });

  it("sends headers only for HEAD, also with a range", async () => {
    const response = await ask({ Range: "bytes=5-9" }, "HEAD");
    expect(response.status).toBe(206);
    expect(response.headers.get("content-length")).toBe("5");
    expect(await response.text()).toBe("");
  });

  it("answers 304 to whoever has this version", async () => {
    const etag = (await ask({}, "HEAD")).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f-]+"$/);
    expect((await ask({ "If-None-Match": `"other", W/${etag}` })).status).toBe(304);
    expect((await ask({ "If-None-Match": '"other"' })).status).toBe(200);
  });

  it("honours a range only for the version that If-Range names", async () => {
    const before = await ask({}, "HEAD");
    const etag = before.headers.get("etag") ?? "";
    const lastModified = before.headers.get("last-modified") ?? "";
    expect((await ask({ Range: "bytes=0-0", "If-Range": etag })).status).toBe(206);
    expect((await ask({ Range: "bytes=0-0", "If-Range": lastModified })).status).toBe(206);
    utimesSync(join(root, "d.jsonl"), new Date(), new Date(Date.now() - 86_400_000));
    const after = await ask({ Range: "bytes=0-0", "If-Range": etag });
    expect(after.status).toBe(200);
    expect(after.headers.get("etag")).not.toBe(etag);
  });

  it("sends an empty file, and 416 for any range of it", async () => {
    const whole = await ask({}, "GET", "empty.jsonl");
    expect([whole.status, await whole.text()]).toEqual([200, ""]);
    const range = await ask({ Range: "bytes=0-0" }, "GET", "empty.jsonl");
    expect([range.status, range.headers.get("content-range")]).toEqual([416, "bytes */0"]);
  });

  it("breaks off, rather than end well, when the file becomes shorter under it", async () => {
    const path = join(root, "shrinks.jsonl");
    writeFileSync(path, "x".repeat(4 * 1024 * 1024));
    const response = await ask({}, "GET", "shrinks.jsonl");
    truncateSync(path, 10);
    await expect(response.text()).rejects.toThrow();
  });

  it.runIf(existsSync("/proc/self/fd"))(
    "lets go of the file at its end, and when the client leaves",
    async () => {
      const path = join(root, "held.jsonl");
      writeFileSync(path, "x".repeat(3 * 1024 * 1024));
      const isHeld = () => readdirSync("/proc/self/fd").some((fd) => linkOf(fd) === realpathSync(path));
      const client = new AbortController();
      const request = () => new Request("http://localhost/data/held.jsonl", { signal: client.signal });

      const reader = (await serveDataFile(request())).body?.getReader();
      for (let read = 0; read < 3 * 1024 * 1024; ) read += (await reader?.read())?.value?.length ?? 0;
      await vi.waitFor(() => expect(isHeld()).toBe(false), CLOSING);

      await serveDataFile(request());
      expect(isHeld()).toBe(true);
      client.abort();
      await vi.waitFor(() => expect(isHeld()).toBe(false), CLOSING);
      await serveDataFile(request());
      await vi.waitFor(() => expect(isHeld()).toBe(false), CLOSING);
    },
  );

  it("answers 404 without saying what exists outside", async () => {
    const inside = await ask({}, "GET", "none.jsonl");
    const outside = await ask({}, "GET", "..%2f..%2fetc%2fpasswd");
    expect([inside.status, outside.status]).toEqual([404, 404]);
    expect(await outside.text()).toBe(await inside.text());
  });
});
