import { COVERED_BYTES, joinFingerprints } from "@/lib/source";

/** One file of a dataset, as far as it tells whether an index is of this very file. */
export interface FileVersion {
  name: string;
  sizeBytes: number;
  fingerprint: string;
  /** Its date or what its server calls this version; null when unknown. See `versionOf`. */
  version: string | null;
}

/** What an index is kept under. */
export interface DatasetIdentity {
  /** Of the files in their order. */
  fingerprint: string;
  /** Of the files, as JSON. */
  names: string;
  /** What may differ for files of the same fingerprint and makes another index: their versions, and names beside each other. */
  files: string;
  /** These very files, and how they are read. */
  key: string;
}

/**
 * Null when a change of a file might go unnoticed: the fingerprint is of three samples, and nothing else is known of
 * the file. `choices` is all else that the index depends on, as JSON.
 */
export async function identify(
  files: readonly FileVersion[],
  choices: string,
): Promise<DatasetIdentity | null> {
  if (files.some((file) => file.version === null && file.sizeBytes > COVERED_BYTES)) return null;
  const fingerprint = await joinFingerprints(files.map((file) => file.fingerprint));
  const names = files.map((file) => file.name);
  const versions = files.map((file) => [file.sizeBytes, file.version]);
  const told = JSON.stringify(files.length > 1 ? [versions, names] : [versions]);
  return {
    fingerprint,
    names: JSON.stringify(names),
    files: told,
    key: JSON.stringify([fingerprint, told, choices]),
  };
}

/** Files of a dataset as they were when it was opened. */
export type OpenedFiles = Pick<DatasetIdentity, "names" | "files">;

/** Copies of one file under several names have one fingerprint. Of so many it is known which index is whose. */
const MAX_COPIES = 4;

/** What a dataset was opened as, the last first: files of the same names take the place of those before. */
export function noteOpened(known: readonly OpenedFiles[], { names, files }: OpenedFiles): OpenedFiles[] {
  return [{ names, files }, ...known.filter((other) => other.names !== names)].slice(0, MAX_COPIES);
}

interface OfDataset {
  fingerprint: string;
  opened?: readonly OpenedFiles[];
}

interface OfIndex {
  fingerprint: string;
  files: string;
}

/** Whether an index is one of the files that a dataset was opened as. */
export function isIndexOf(index: OfIndex, { fingerprint, opened = [] }: OfDataset): boolean {
  return index.fingerprint === fingerprint && opened.some(({ files }) => files === index.files);
}

/**
 * Bytes of the indexes of a dataset; 0 when there is none by which it would open as it was opened last: an index of a
 * copy, or of an older version, does not serve it.
 */
export function keptBytesOf(
  dataset: OfDataset,
  indexes: readonly (OfIndex & { sizeBytes: number })[],
): number {
  const own = indexes.filter((index) => isIndexOf(index, dataset));
  const last = dataset.opened?.[0]?.files;
  return own.some(({ files }) => files === last) ? own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) : 0;
}
