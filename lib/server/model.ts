/** A file of the data folder, as the home page lists it. */
export interface DataFile {
  /** Path below the data folder with "/" between its parts: what stands behind `data:` in a link. */
  path: string;
  name: string;
  sizeBytes: number;
  /** Last change, milliseconds since 1970. */
  modifiedMs: number;
}

/** Answer of GET /data. */
export interface DataListing {
  /** False when the server was started without a data folder. */
  isServed: boolean;
  /** Sorted by path. */
  files: readonly DataFile[];
  /** True when there are more files than are listed. */
  isTruncated: boolean;
  /** Files left out because their name does not end like data (.md, .png and so on). They can still be opened by link. */
  otherFileCount: number;
}
