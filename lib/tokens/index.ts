export { countTokens, TOKENIZER } from "./count-tokens";
