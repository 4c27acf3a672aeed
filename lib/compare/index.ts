export { compareFields, type FieldComparison } from "./compare-fields";
export { conversationScript } from "./conversation-script";
export { differenceOf, type PairedOrder, type PairedValue, pairValues } from "./pair-values";
