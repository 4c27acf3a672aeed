export type { OverviewInput } from "./overview-context";
export { OverviewLoader } from "./overview-loader";
