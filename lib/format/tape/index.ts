export { measureTexts, type TextMeasures } from "./measure-texts";
export { type PassedLines, type Run, RunFinder } from "./run-finder";
export {
  type ScannerExports,
  type ScannerHost,
  scannerModule,
  startScanner,
  Tape,
  windowEnd,
} from "./tape";
export { TapeValue } from "./tape-value";
