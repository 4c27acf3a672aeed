export { CompareLoader } from "./compare-loader";
export type { OpenPair } from "./model";
export { PairReader } from "./pair-reader";
