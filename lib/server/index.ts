export { type DataMount, dataMounts } from "./data-mounts";
export { listDataFiles } from "./list-data-files";
export type { DataFile, DataListing } from "./model";
export { contentSecurityPolicy, DATA_POLICY, givenOrigins, SECURITY_HEADERS } from "./security-headers";
export { serveDataFile } from "./serve-data-file";
export { serveVendorFile } from "./serve-vendor-file";
