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
  /** Files by name, and how they are read: other names and other choices make another index. */
  key: string;
  /** What may differ for files of the same fingerprint: their versions. */
  versions: string;
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
  const names = files.length > 1 ? files.map((file) => file.name) : [];
  return {
    fingerprint,
    key: JSON.stringify([fingerprint, names, choices]),
    versions: JSON.stringify(files.map((file) => [file.sizeBytes, file.version])),
  };
}
