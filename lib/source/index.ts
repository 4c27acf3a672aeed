export { filesFromDrop } from "./files-from-drop";
export { fingerprint, joinFingerprints } from "./fingerprint";
export { type ByteSource, SourceError, type SourceHandle } from "./model";
export { openSource } from "./open-source";
export { probeUrl } from "./probe-url";
export { readForeignThrough, serveForeignReads } from "./relayed-source";
