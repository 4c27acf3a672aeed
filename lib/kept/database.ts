import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { SourceRef } from "@/lib/view";
import type { OpenedFiles } from "./model";

/** An index in the private file system, and what is needed to show it. */
export interface IndexEntry {
  key: string;
  fingerprint: string;
  /** See DatasetIdentity. */
  files: string;
  /** Of the code that made it: another version may count other things. */
  format: string;
  /** Name of its folder in the private file system. */
  folder: string;
  /** Of the database file and the texts beside it. */
  sizeBytes: number;
  /** Of the files that it is an index of. */
  sourceBytes: number;
  rows: number;
  madeMs: number;
  usedMs: number;
  /** What the maker needs to go on from here. */
  payload: unknown;
}

/** A dataset that was opened. */
export interface RecentEntry {
  /** The same sources make the same entry. */
  key: string;
  refs: readonly SourceRef[];
  fingerprint: string;
  /** Last opened first; missing in an entry that an older version of Loupe made. */
  opened?: readonly OpenedFiles[];
  sizeBytes: number;
  /** Null while not all rows were read. */
  rows: number | null;
  openedMs: number;
  /** For each source, the handle by which a local file is read again; null where there is none. */
  handles: readonly (FileSystemFileHandle | null)[];
}

interface Schema extends DBSchema {
  indexes: {
    key: string;
    value: IndexEntry;
    indexes: { fingerprint: string; sourceBytes: number; folder: string; usedMs: number };
  };
  recent: { key: string; value: RecentEntry; indexes: { openedMs: number } };
}

export type KeptDatabase = IDBPDatabase<Schema>;

let opening: Promise<KeptDatabase> | undefined;

/** Rejects where the browser keeps nothing, as in some private windows. */
export function openKept(): Promise<KeptDatabase> {
  opening ??= openDB<Schema>("loupe-kept", 1, {
    upgrade(fresh) {
      const indexes = fresh.createObjectStore("indexes", { keyPath: "key" });
      for (const name of ["fingerprint", "sourceBytes", "folder", "usedMs"] as const) {
        indexes.createIndex(name, name);
      }
      fresh.createObjectStore("recent", { keyPath: "key" }).createIndex("openedMs", "openedMs");
    },
    // A later version of the page, open in another tab, must not wait for this one.
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      opening = undefined;
    },
    terminated: () => {
      opening = undefined;
    },
  });
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}
