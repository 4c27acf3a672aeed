import { fingerprint, type OpenedFile, openSource, type SourceHandle } from "@/lib/source";
import type { SourceRef } from "@/lib/view";
import { rememberFileHandle, rememberHandle } from "./source-memory";

export type LocalRef = Extract<SourceRef, { kind: "local" }>;

/** A file of the user's machine with the name a link gives it. */
export interface LocalFile {
  ref: LocalRef;
  handle: SourceHandle;
}

/** Recognises files by their fingerprints and keeps them for this page. Rejects with SourceError when one cannot be read. */
export async function registerFiles(files: readonly OpenedFile[]): Promise<LocalFile[]> {
  return Promise.all(
    files.map(async ({ file, handle: fileHandle }) => {
      const handle: SourceHandle = {
        kind: "blob",
        name: file.name,
        blob: file,
        lastModified: file.lastModified,
      };
      const ref: LocalRef = {
        kind: "local",
        name: file.name,
        sizeBytes: file.size,
        rows: null,
        fingerprint: await fingerprint(openSource(handle)),
        schema: null,
      };
      rememberHandle(ref, handle);
      if (fileHandle !== null) rememberFileHandle(ref, fileHandle);
      return { ref, handle };
    }),
  );
}

/** What an opened file is to the one a link was made from. */
export type LocalMatch = "same" | "other";

export function compareLocal(wanted: LocalRef, given: LocalRef): LocalMatch {
  return wanted.fingerprint === given.fingerprint && wanted.sizeBytes === given.sizeBytes ? "same" : "other";
}

/** Pairs the files a link wants with those given: same fingerprint first, then same name, then in order. */
export function pairFiles(
  wanted: readonly LocalRef[],
  given: readonly LocalFile[],
): { wanted: LocalRef; given: LocalFile | null; match: LocalMatch }[] {
  const left = [...given];
  const taken = new Map<LocalRef, LocalFile>();
  const take = (accepts: (ref: LocalRef, file: LocalFile) => boolean) => {
    for (const ref of wanted) {
      if (taken.has(ref)) continue;
      const at = left.findIndex((file) => accepts(ref, file));
      const file = left[at];
      if (file === undefined) continue;
      taken.set(ref, file);
      left.splice(at, 1);
    }
  };
  take((ref, file) => compareLocal(ref, file.ref) === "same");
  take((ref, file) => ref.name === file.ref.name);
  take(() => true);
  return wanted.map((ref) => {
    const file = taken.get(ref) ?? null;
    return { wanted: ref, given: file, match: file ? compareLocal(ref, file.ref) : "other" };
  });
}
