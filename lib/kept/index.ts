export { findIndex, type KeptIndex, keepIndex, tidyIndexes } from "./kept-indexes";
export { type DatasetIdentity, type FileVersion, identify } from "./model";
export {
  forgetAll,
  forgetRecent,
  listRecent,
  type RecentDataset,
  type RecentListing,
  recallFileHandles,
  rememberRecent,
} from "./recent";
