import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSource, probeUrl, StretchReader } from "@/lib/source";

const content = Buffer.from(Array.from({ length: 5000 }, (_, at) => at & 255));
let base = "";

/** A server of our own, with one path for each way to behave. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "");
  const path = request.url?.split("?")[0];
  if (path === "/missing.jsonl") return void response.writeHead(404).end();
  if (path === "/private.jsonl") return void response.writeHead(403).end();
  if (path === "/moved.jsonl") return void response.writeHead(302, { location: "/file%20one.jsonl" }).end();
  if (path === "/empty.jsonl") return void response.writeHead(416, { "content-range": "bytes */0" }).end();
  if (path === "/whole.jsonl" || !range) {
    return void response
      .writeHead(200, { "content-length": content.length })
      .end(request.method === "HEAD" ? "" : content);
  }
  const [start, end] = [Number(range[1]), Math.min(Number(range[2]), content.length - 1)];
  const headers: Record<string, string> = { "content-range": `bytes ${start}-${end}/${content.length}` };
  if (path === "/hidden.jsonl") delete headers["content-range"];
  if (path === "/cut.jsonl") return void response.writeHead(206, headers).end(content.subarray(start, end));
  if (path === "/long.jsonl")
    return void response.writeHead(206, headers).end(content.subarray(start, end + 2));
  response.writeHead(206, headers).end(content.subarray(start, end + 1));
}

const server = createServer(answer);
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe("a URL as a source", () => {
  it("finds size and name, and reads ranges", async () => {
    const handle = await probeUrl(`${base}/file%20one.jsonl?token=1`);
    expect(handle).toMatchObject({ kind: "url", name: "file one.jsonl", sizeBytes: 5000 });
    const source = openSource(handle);
    expect(Buffer.from(await source.read(100, 300))).toEqual(content.subarray(100, 300));
    expect(Buffer.from(await source.read(4990, 9000))).toEqual(content.subarray(4990));
    expect((await source.read(5000, 6000)).length).toBe(0);
  });

  it("follows redirects, and asks for the size when the range does not tell it", async () => {
    expect(await probeUrl(`${base}/moved.jsonl`)).toMatchObject({
      sizeBytes: 5000,
      url: `${base}/moved.jsonl`,
    });
    expect(await probeUrl(`${base}/hidden.jsonl`)).toMatchObject({ sizeBytes: 5000 });
    expect(await probeUrl(`${base}/empty.jsonl`)).toMatchObject({ sizeBytes: 0 });
  });

  it.each([
    ["missing.jsonl", "not-found", "has no file missing.jsonl"],
    ["private.jsonl", "not-found", "without signing in"],
    ["whole.jsonl", "no-ranges", "Download the file"],
  ])("says why %s cannot be opened", async (path, code, words) => {
    await expect(probeUrl(`${base}/${path}`)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  it("says when there is no server, or no address", async () => {
    await expect(probeUrl("http://127.0.0.1:1/a.jsonl")).rejects.toMatchObject({ code: "network" });
    await expect(probeUrl("http://")).rejects.toMatchObject({ name: "SourceError" });
  });

  it("notices a file that changed on the server", async () => {
    const source = openSource({
      kind: "url",
      name: "file.jsonl",
      url: `${base}/file.jsonl`,
      sizeBytes: 4000,
    });
    await expect(source.read(0, 10)).rejects.toMatchObject({ code: "changed" });
    for (const name of ["cut.jsonl", "long.jsonl"]) {
      const other = openSource({ kind: "url", name, url: `${base}/${name}`, sizeBytes: 5000 });
      await expect(other.read(0, 10)).rejects.toMatchObject({ code: "changed" });
    }
    const whole = openSource({
      kind: "url",
      name: "whole.jsonl",
      url: `${base}/whole.jsonl`,
      sizeBytes: 5000,
    });
    await expect(whole.read(0, 10)).rejects.toMatchObject({ code: "no-ranges" });
  });

  it.each([
    ["file.jsonl", null],
    ["hidden.jsonl", null],
    ["cut.jsonl", "changed"],
    ["whole.jsonl", "no-ranges"],
    ["missing.jsonl", "not-found"],
  ])("reads a stretch of %s piece by piece, or says why not (%s)", async (path, code) => {
    const source = openSource({ kind: "url", name: path, url: `${base}/${path}`, sizeBytes: 5000 });
    const read = async () => {
      const reader = await StretchReader.open(source, 100, 4900, 300);
      const pieces: Buffer[] = [];
      for (let used = 0; await reader.more(used); used = reader.bytes.length)
        pieces.push(Buffer.from(reader.bytes));
      reader.close();
      return Buffer.concat(pieces);
    };
    if (code === null) expect(Buffer.compare(await read(), content.subarray(100, 4900))).toBe(0);
    else await expect(read()).rejects.toMatchObject({ name: "SourceError", code });
  });
});
