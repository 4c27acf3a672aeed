import { SourceError, type SourceHandle } from "./model";
import { absoluteUrl, explainStatus, hostOf, totalOf } from "./url-source";

/**
 * Asks a server whether it has the file and sends parts of it. `url` is absolute or root-relative.
 * Rejects with SourceError: "not-found", "no-ranges" or "network" (which is also what a browser makes of missing CORS headers).
 */
export async function probeUrl(url: string): Promise<SourceHandle & { kind: "url" }> {
  const name = nameOf(url);
  // One byte by range tells whether ranges work, which HEAD only claims, and cross-origin hides.
  const first = await ask(name, url, { headers: { Range: "bytes=0-0" } });
  await first.body?.cancel();
  // An empty file has no first byte to send.
  if (first.status === 416 && totalOf(first.headers.get("content-range")) === 0) {
    return { kind: "url", name, url, sizeBytes: 0 };
  }
  if (first.status !== 206) throw explainStatus(name, first.status);
  const sizeBytes = totalOf(first.headers.get("content-range")) ?? (await sizeByHead(name, url));
  const modified = first.headers.get("etag") ?? first.headers.get("last-modified");
  return { kind: "url", name, url, sizeBytes, modified };
}

async function sizeByHead(name: string, url: string): Promise<number> {
  const head = await ask(name, url, { method: "HEAD" });
  const length = head.headers.get("content-length");
  // With a content encoding the length is that of the encoded body, which ranges do not count in.
  if (!head.ok || length === null || head.headers.get("content-encoding")) {
    throw new SourceError(
      "no-ranges",
      `The server does not say how long ${name} is. Download the file and open it from your disk.`,
    );
  }
  return Number(length);
}

async function ask(name: string, url: string, init: RequestInit): Promise<Response> {
  let target: string;
  try {
    target = absoluteUrl(url);
  } catch (cause) {
    throw new SourceError("not-found", `“${url}” is not a web address.`, { cause });
  }
  try {
    return await fetch(target, { ...init, cache: "no-store" });
  } catch (cause) {
    throw new SourceError(
      "network",
      `${name} could not be read from ${hostOf(url)}: there is no connection, or that server does not let pages of other sites read its files (CORS). Download the file and open it from your disk.`,
      { cause },
    );
  }
}

function nameOf(url: string): string {
  const path = url.replace(/[?#].*$/s, "").replace(/\/+$/, "");
  const last = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last) || url;
  } catch {
    return last;
  }
}
