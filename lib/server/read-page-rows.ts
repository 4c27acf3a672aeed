import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { assetUrls } from "@/lib/engine/assets";
import { placeParquetDecoder } from "@/lib/format/parquet";
import { readFirstRows } from "@/lib/ingest/first-rows";
import type { FirstRows } from "@/lib/ingest/model";
import type { SourceRef, ViewState } from "@/lib/view/model";
import { sourceName } from "@/lib/view/source-codec";
import { type DataMount, dataMounts } from "./data-mounts.mjs";
import { FileSource } from "./file-source";
import { KeptRows } from "./kept-rows";
import { openDataFile } from "./resolve-data-path.mjs";

/** Of a file on a slow disk the first rows come with the others. */
const LONGEST_MS = 1500;

/** The first rows of a link, and what they are of. */
export interface ServedRows {
  /** Name and size of the first file. */
  name: string;
  sizeBytes: number;
  first: FirstRows;
}

/**
 * The first rows of what a link opens, if its first file is one that this server serves. Null for any other, and when they
 * cannot be read, or not soon: the page says why once it has tried itself.
 */
export async function readPageRows(
  view: Pick<ViewState, "src" | "conversationField" | "roles">,
  mounts: readonly DataMount[] = dataMounts(),
  longestMs = LONGEST_MS,
): Promise<ServedRows | null> {
  const [ref] = view.src;
  if (ref === undefined) return null;
  const late = new Promise<null>((resolve) => setTimeout(resolve, longestMs, null).unref());
  return Promise.race([readRows(ref, view, mounts), late]);
}

async function readRows(
  ref: SourceRef,
  view: Pick<ViewState, "src" | "conversationField" | "roles">,
  mounts: readonly DataMount[],
): Promise<ServedRows | null> {
  const opened = await openRef(ref, mounts).catch(() => null);
  if (opened === null) return null;
  const { handle, stats } = opened;
  try {
    await placeDecoder();
    const sizeBytes = Number(stats.size);
    const name = sourceName(ref);
    const { conversationField, roles } = view;
    const names = view.src.map(sourceName);
    const first = await kept.get(stats, { names, conversationField, roles }, () =>
      readFirstRows(new FileSource(name, sizeBytes, handle), names, { conversationField, roles }),
    );
    return first && { name, sizeBytes, first };
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}

function openRef(ref: SourceRef, mounts: readonly DataMount[]) {
  switch (ref.kind) {
    case "data":
      return openDataFile(mounts, ref.path.split("/").map(encodeURIComponent).join("/"));
    case "sample":
      return openDataFile(
        [{ path: "", target: join(publicFolder(), "samples") }],
        encodeURIComponent(ref.name),
      );
    default:
      return Promise.resolve(null);
  }
}

const kept = new KeptRows();
let placed: Promise<void> | undefined;

/** Its bytes, once: this process may be asked for the first rows of many files. Many hold nothing that needs it. */
function placeDecoder(): Promise<void> {
  placed ??= readFile(join(publicFolder(), "vendor", basename(assetUrls.parquetWasm)))
    .then(placeParquetDecoder)
    .catch(() => {});
  return placed;
}

/** The start command makes the project's folder the current one. */
function publicFolder(): string {
  return join(/* turbopackIgnore: true */ process.cwd(), "public");
}
