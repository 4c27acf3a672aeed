import { BlobSource } from "./blob-source";
import type { ByteSource, SourceHandle } from "./model";
import { openUrl } from "./relayed-source";

/** Random access to what the handle names. Opens nothing yet: errors come from the first read. Works in window and workers. */
export function openSource(handle: SourceHandle): ByteSource {
  switch (handle.kind) {
    case "blob":
      return new BlobSource(handle.name, handle.blob, handle.lastModified);
    case "url":
      return openUrl(handle);
  }
}
