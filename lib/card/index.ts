export { cardMarkdown } from "./card-markdown";
export { describeFields } from "./describe-fields";
export { gatherCard } from "./gather-card";
export type { CardReading } from "./model";
