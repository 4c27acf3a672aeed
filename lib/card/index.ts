export { cardMarkdown } from "./card-markdown";
export { gatherCard } from "./gather-card";
