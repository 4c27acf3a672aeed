export { compareFields, type FieldComparison, type SideField } from "./compare-fields";
export { conversationScript } from "./conversation-script";
export { type CountedSide, differenceOf, type PairedValue, pairValues } from "./pair-values";
