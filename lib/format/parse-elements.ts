import type { ByteSource } from "@/lib/source/model";
import { ElementScanner } from "./element-scanner";
import { LIMITS } from "./limits";
import type { TextChunk } from "./model";
import type { RecordEmitter } from "./record-emitter";

const NEWLINE = 10;

/** Reads the elements of [start, end) of the chunk; one that the end cuts off is a problem. */
export async function parseElements(
  source: ByteSource,
  chunk: TextChunk,
  emit: RecordEmitter,
): Promise<void> {
  const bytes = await source.read(chunk.start, chunk.end);
  const origin = chunk.start + chunk.baseOffset;
  let line = 0;
  let newline = bytes.indexOf(NEWLINE);
  const parse = (start: number, end: number) => {
    while (newline >= 0 && newline < start) {
      line++;
      newline = bytes.indexOf(NEWLINE, newline + 1);
    }
    const element = bytes.subarray(start, end);
    if (element.length > LIMITS.recordBytes) emit.tooLong(element, element.length, line, origin + start);
    else emit.bytes(element, line, origin + start);
  };
  const scanner = new ElementScanner(origin === 0);
  scanner.scan(bytes, 0, parse);
  if (scanner.openStart >= 0) parse(scanner.openStart, bytes.length);
  while (newline >= 0) {
    line++;
    newline = bytes.indexOf(NEWLINE, newline + 1);
  }
  emit.totals.lines = line;
}
