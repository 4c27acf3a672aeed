import { probeUrl, type SourceHandle } from "@/lib/source";
import type { SourceRef } from "@/lib/view";
import { recallHandle, rememberHandle } from "./source-memory";

/** Path of a file of the server's data folder. */
function dataUrl(path: string): string {
  return `/data/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** True for an address on another origin: fetching it tells that server something, so the person is asked once. */
export function isExternal(ref: SourceRef): boolean {
  return ref.kind === "url" && new URL(ref.url, window.location.href).origin !== window.location.origin;
}

async function resolve(ref: SourceRef): Promise<SourceHandle> {
  const known = recallHandle(ref);
  if (known !== null) return known;
  switch (ref.kind) {
    case "sample":
      return probeUrl(`/samples/${encodeURIComponent(ref.name)}`);
    case "data":
      return probeUrl(dataUrl(ref.path));
    case "url":
      return probeUrl(ref.url);
    case "local":
      throw new Error(`${ref.name} is a file of your machine and was not opened yet.`);
  }
}

/** Handles of the sources, in order. Rejects with SourceError when one is not there. */
export async function resolveSources(refs: readonly SourceRef[]): Promise<SourceHandle[]> {
  return Promise.all(
    refs.map(async (ref) => {
      const handle = await resolve(ref);
      rememberHandle(ref, handle);
      return handle;
    }),
  );
}
