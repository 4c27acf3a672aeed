export { filesFromDrop } from "./files-from-drop";
export { COVERED_BYTES, fingerprint, joinFingerprints } from "./fingerprint";
export { joinBytes } from "./join-bytes";
export { RememberingSource } from "./known-bytes";
export { type ByteSource, type KnownBytes, SourceError, type SourceHandle, versionOf } from "./model";
export { openSource } from "./open-source";
export { mayRead, type OpenedFile, pickFiles } from "./opened-file";
export { probeUrl } from "./probe-url";
export { readForeignThrough, serveForeignReads } from "./relayed-source";
