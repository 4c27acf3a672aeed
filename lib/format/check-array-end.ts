import type { ElementScanner } from "./element-scanner";
import { FormatError } from "./model";

/** Throws FormatError when the array that was scanned is not closed ("truncated") or has more behind it ("not-data"). */
export function checkArrayEnd(scanner: ElementScanner, name: string): void {
  if (scanner.isBracketed && !scanner.isClosed) {
    throw new FormatError(
      "truncated",
      `${name} ends early: its JSON array is not closed. What it holds is shown.`,
    );
  }
  if (scanner.extraAt >= 0) {
    const byte = scanner.extraAt.toLocaleString("en-US");
    throw new FormatError(
      "not-data",
      `${name} goes on after its JSON array: what follows the closing bracket, from byte ${byte}, was not read.`,
    );
  }
}
