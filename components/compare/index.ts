export { ComparedOverviewLoader, CompareLoader } from "./compare-loader";
export type { CompareContext } from "./model";
