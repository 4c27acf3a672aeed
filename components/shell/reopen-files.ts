import type { RecentDataset } from "@/lib/kept";
import { mayRead, type OpenedFile } from "@/lib/source";
import type { SourceRef } from "@/lib/view";
import { registerFiles } from "./local-files";
import { recallHandle } from "./source-memory";

/**
 * Reads local files again by handles of another day; the browser may ask the person. Rejects with a sentence when it
 * does not allow it, or a file is gone.
 */
export async function readHandles(handles: readonly FileSystemFileHandle[]): Promise<OpenedFile[]> {
  const files: OpenedFile[] = [];
  for (const handle of handles) {
    if (!(await mayRead(handle, true))) {
      throw new Error(`The browser does not let this page read ${handle.name}. Choose the file again.`);
    }
    try {
      files.push({ file: await handle.getFile(), handle });
    } catch (cause) {
      throw new Error(
        `${handle.name} is no longer where it was: it was moved, renamed or deleted. Choose it again.`,
        { cause },
      );
    }
  }
  return files;
}

/** How a recent dataset opens: by its link alone, by reading files by their handles, or by choosing them again. */
export function wayToReopen(dataset: RecentDataset): "link" | "handles" | "choose" {
  const wanted = dataset.refs.flatMap((ref, at) =>
    ref.kind === "local" && recallHandle(ref) === null ? [dataset.handles[at] ?? null] : [],
  );
  if (wanted.length === 0) return "link";
  return wanted.includes(null) ? "choose" : "handles";
}

/** The sources of a dataset, its local files read again; a file that changed since becomes a source of its own. */
export async function reopenSources(dataset: RecentDataset): Promise<SourceRef[]> {
  const refs = [...dataset.refs];
  for (const [at, ref] of dataset.refs.entries()) {
    const handle = dataset.handles[at];
    if (ref.kind !== "local" || !handle) continue;
    const [registered] = await registerFiles(await readHandles([handle]));
    if (registered && registered.ref.fingerprint !== ref.fingerprint) refs[at] = registered.ref;
  }
  return refs;
}
