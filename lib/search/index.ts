export { type SearchOptions, type SearchProgress, searchMessages } from "./search-messages";
