export { ComparedOverviewLoader, CompareLoader } from "./compare-loader";
export type { CompareContext, OpenPair } from "./model";
export { PairReader } from "./pair-reader";
