export { measureTexts, type TextMeasures } from "./measure-texts";
export { type ScannerHost, Tape, windowEnd } from "./tape";
export { TapeValue } from "./tape-value";
