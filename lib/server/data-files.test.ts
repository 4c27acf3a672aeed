import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { dataFiles } from "./data-files.mjs";

const BYTES = 32 * 1024 * 1024;
const OTHER = "from elsewhere";

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "loupe-data-"));
  writeFileSync(join(folder, "large.jsonl"), Buffer.alloc(BYTES, "a"));
  vi.stubEnv("LOUPE_DATA", folder);
  vi.stubEnv("LOUPE_MOUNTS", "");
  server = createServer((request, response) => dataFiles(request, response, () => response.end(OTHER)));
  await new Promise<void>((resolve) => server.listen(0, resolve));
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  rmSync(folder, { recursive: true });
});

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, path, headers, method }, resolve).on("error", reject);
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of answer) text += String(part);
  return text;
}

describe("dataFiles", () => {
  it("serves a range of a file", async () => {
    const answer = await ask("/data/large.jsonl", { Range: `bytes=${BYTES - 3}-` });
    expect(answer.statusCode).toBe(206);
    expect(answer.headers["content-range"]).toBe(`bytes ${BYTES - 3}-${BYTES - 1}/${BYTES}`);
    expect(await textOf(answer)).toBe("aaa");
  });

  it("tells the size without the bytes", async () => {
    const answer = await ask("/data/large.jsonl", {}, "HEAD");
    expect(answer.headers["content-length"]).toBe(String(BYTES));
    expect(await textOf(answer)).toBe("");
  });

  it.each(["/data/none.jsonl", "/data/..%2flarge.jsonl", "/data/%zz", "/data/"])(
    "has no %s",
    async (path) => {
      expect((await ask(path)).statusCode).toBe(404);
    },
  );

  it.each(["/data", "/", "/browse?src=/data/large.jsonl"])("leaves %s to others", async (path) => {
    expect(await textOf(await ask(path))).toBe(OTHER);
  });

  it("ends no answer as if it were whole when the file becomes shorter", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {});
    const answer = await ask("/data/large.jsonl");
    truncateSync(join(folder, "large.jsonl"), 10);
    await expect(textOf(answer)).rejects.toThrow("aborted");
    expect(String(report.mock.calls[0]?.[0])).toContain("became shorter");
    report.mockRestore();
  });
});
