export { measureTexts, type TextMeasures } from "./measure-texts";
export { Tape, windowEnd } from "./tape";
