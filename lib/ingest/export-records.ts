import type { RecordStore } from "./record-store";

interface Place {
  file: number;
  offset: number;
  length: number;
}

const LINE_FEED = 10;

/** The original records, one per line, byte for byte, in the order of `rows`. Errors of reading end the stream. */
export function exportStream(
  rows: AsyncIterable<readonly number[]>,
  store: RecordStore,
  placesOf: (rows: readonly number[]) => Promise<readonly Place[]>,
): ReadableStream<Uint8Array> {
  const batches = rows[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const batch = await batches.next();
      if (batch.done) {
        controller.close();
        return;
      }
      for (const { file, offset, length } of await placesOf(batch.value)) {
        const bytes = await store.readBytes(store.locator(file, offset, length));
        controller.enqueue(toLine(bytes));
      }
    },
    async cancel() {
      await batches.return?.();
    },
  });
}

/** A record on one line. Line breaks in JSON stand only between tokens, where they mean nothing, so they can go. */
function toLine(record: Uint8Array): Uint8Array {
  const line = new Uint8Array(record.length + 1);
  let length = 0;
  for (let index = 0; index < record.length; index++) {
    const byte = record[index] ?? 0;
    if (byte === LINE_FEED || byte === 13) {
      while (index + 1 < record.length && isSpace(record[index + 1] ?? 0)) index++;
      continue;
    }
    line[length++] = byte;
  }
  line[length++] = LINE_FEED;
  return line.subarray(0, length);
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 13 || byte === LINE_FEED;
}
