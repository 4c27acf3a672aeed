import { tableFromIPC } from "apache-arrow";
import { OWN_COLUMNS } from "@/lib/schema";
import { OWN_LAYOUT } from "./own-columns";

const LINE_COLUMN = OWN_LAYOUT.findIndex((own) => own.name === OWN_COLUMNS.line);

/**
 * Turns line numbers that count from the start of a chunk into those of the file, in place: Arrow columns are views of
 * the buffer they were read from. An UPDATE in the database would write the rows a second time.
 */
export function shiftLines(ipc: Uint8Array, lineStart: number): void {
  if (lineStart === 0) return;
  const data = tableFromIPC(ipc).getChildAt(LINE_COLUMN)?.data[0];
  const lines: unknown = data?.values;
  if (!(lines instanceof BigInt64Array)) throw new TypeError("the batch has no line numbers");
  // Lines are far below 2^32 in a chunk; the sum is written as two words to spare a BigInt for each.
  const words = new Uint32Array(lines.buffer, lines.byteOffset, lines.length * 2);
  for (let row = 0; row < lines.length; row++) {
    const line = (words[row * 2] ?? 0) + lineStart;
    words[row * 2] = line;
    words[row * 2 + 1] = Math.floor(line / 2 ** 32);
  }
}
