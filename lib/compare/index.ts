export { compareFields, type FieldComparison } from "./compare-fields";
export { conversationScript } from "./conversation-script";
export { differenceOf, type PairedValue, pairValues } from "./pair-values";
