export type { OverviewContextValue } from "./overview-context";
export { OverviewLoader } from "./overview-loader";
