import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of a request for bytes behind those that the server gives: no answer at all, or an end of the connection. */
export type Fate = "hangs" | "breaks";

export interface OtherServer {
  /** Of the file, on another origin. */
  address: string;
  /** From now on every byte is given. */
  mend(): void;
  close(): void;
}

/** Serves a file of the disk from a server of its own, up to byte `given`. */
export async function serveInPart(path: string, given: number, fate: Fate): Promise<OtherServer> {
  const body = readFileSync(path);
  let isMended = false;
  const server = createServer((request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "Range");
    response.setHeader("Access-Control-Expose-Headers", "Content-Range, Content-Length, Accept-Ranges, ETag");
    response.setHeader("Accept-Ranges", "bytes");
    if (request.method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const start = Number(range?.[1] ?? 0);
    const end = Math.min(Number(range?.[2] || body.length - 1) + 1, body.length);
    const isGiven = isMended || end <= given;
    if (!isGiven && fate === "hangs") return;
    const headers = {
      "Content-Range": `bytes ${start}-${end - 1}/${body.length}`,
      "Content-Length": end - start,
    };
    response.writeHead(206, headers);
    if (isGiven) response.end(body.subarray(start, end));
    else breakAfter(response, body.subarray(start, Math.max(start, given)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/file.jsonl`,
    mend: () => {
      isMended = true;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function breakAfter(response: ServerResponse, bytes: Uint8Array): void {
  response.write(bytes, () => response.destroy());
}
