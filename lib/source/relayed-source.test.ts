import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { SourceError } from "./model";
import { openUrl, readForeignThrough, serveForeignReads } from "./relayed-source";

const TEXT = "0123456789";

async function withServer(use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
    if (request.url !== "/digits" || from === undefined || to === undefined) {
      response.writeHead(404).end();
      return;
    }
    const body = TEXT.slice(Number(from), Number(to) + 1);
    response.writeHead(206, { "Content-Range": `bytes ${from}-${to}/${TEXT.length}` }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

describe("a relayed source", () => {
  it("gives the bytes and the errors that the page met", async () => {
    const { port1, port2 } = new MessageChannel();
    serveForeignReads(port1);
    readForeignThrough(port2);
    await withServer(async (origin) => {
      const source = openUrl({
        kind: "url",
        name: "digits",
        url: `${origin}/digits`,
        sizeBytes: TEXT.length,
      });
      const [first, second] = await Promise.all([source.read(2, 5), source.read(8, 99)]);
      expect(new TextDecoder().decode(first)).toBe("234");
      expect(new TextDecoder().decode(second)).toBe("89");
      const missing = openUrl({ kind: "url", name: "gone", url: `${origin}/gone`, sizeBytes: 4 });
      await expect(missing.read(0, 4)).rejects.toMatchObject({
        code: "not-found",
      } satisfies Partial<SourceError>);
    });
    port1.close();
    port2.close();
  });
});
