export { searchMessages } from "./search-messages";
export type { SearchOptions, SearchProgress } from "./search-rows";
