import { joinBytes } from "@/lib/source";
import { type Place, readPlaces } from "./read-places";
import type { RecordStore } from "./record-store";

/** Most that is held at once, but for a longer record; of rows of Parquet only the number is known. */
const BYTES_AT_ONCE = 32 * 1024 * 1024;
const ROWS_AT_ONCE = 20_000;
const LINE_FEED = 10;

/** The original records, one per line, byte for byte, in the order of `rows`. Errors of reading end the stream. */
export function exportStream(
  rows: AsyncIterable<readonly number[]>,
  store: RecordStore,
  placesOf: (rows: readonly number[]) => Promise<readonly Place[]>,
): ReadableStream<Uint8Array> {
  const lines = linesOf(rows, store, placesOf);
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await lines.return();
    },
  });
}

async function* linesOf(
  rows: AsyncIterable<readonly number[]>,
  store: RecordStore,
  placesOf: (rows: readonly number[]) => Promise<readonly Place[]>,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const batch of rows) {
    const places = await placesOf(batch);
    for (let start = 0, end = 0; start < places.length; start = end) {
      let bytes = 0;
      while (end < places.length && end - start < ROWS_AT_ONCE) {
        const place = places[end] as Place;
        bytes += store.isParquet(place.file) ? 0 : place.length;
        if (end > start && bytes > BYTES_AT_ONCE) break;
        end++;
      }
      yield joinBytes((await readPlaces(store, places.slice(start, end))).map(toLine));
    }
  }
}

/** A record on one line. Line breaks in JSON stand only between tokens, where they mean nothing, so they can go. */
function toLine(record: Uint8Array): Uint8Array<ArrayBuffer> {
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
