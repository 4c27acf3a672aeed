export { type DataMount, dataMounts } from "./data-mounts.mjs";
export { listDataFiles } from "./list-data-files";
export type { DataFile, DataListing } from "./model";
export { readPageRows } from "./read-page-rows";
export { CLOSED_POLICY, contentSecurityPolicy, givenOrigins, SECURITY_HEADERS } from "./security-headers.mjs";
export { serveDataFile } from "./serve-data-file.mjs";
