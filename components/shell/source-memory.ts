import type { SourceHandle } from "@/lib/source";
import type { SourceRef } from "@/lib/view";

/** Files and addresses opened since the page was loaded, so that going back does not ask for them again. */
const handles = new Map<string, SourceHandle>();

/** By which local files can be read another day, where the browser gave one. */
const fileHandles = new Map<string, FileSystemFileHandle>();

/** Identity of a source: a local file is its fingerprint, whatever its name. */
export function sourceKey(ref: SourceRef): string {
  switch (ref.kind) {
    case "sample":
      return `sample:${ref.name}`;
    case "data":
      return `data:${ref.path}`;
    case "url":
      return `url:${ref.url}`;
    case "local":
      return `local:${ref.fingerprint}`;
  }
}

export function rememberHandle(ref: SourceRef, handle: SourceHandle): void {
  handles.set(sourceKey(ref), handle);
}

export function recallHandle(ref: SourceRef): SourceHandle | null {
  return handles.get(sourceKey(ref)) ?? null;
}

export function rememberFileHandle(ref: SourceRef, handle: FileSystemFileHandle): void {
  fileHandles.set(sourceKey(ref), handle);
}

export function recallFileHandle(ref: SourceRef): FileSystemFileHandle | null {
  return fileHandles.get(sourceKey(ref)) ?? null;
}

/** Forgets a source whose bytes changed or went away. */
export function forgetHandle(ref: SourceRef): void {
  handles.delete(sourceKey(ref));
}
