import type { RecordStore } from "./record-store";

/** Where a record is, by the locator columns of the index. */
export interface Place {
  file: number;
  offset: number;
  length: number;
}

/** Records that stand closer to each other are read with what stands between them: asking again would take longer. */
const GAP_BYTES = 64 * 1024;
/** Most that is read at once, but for a longer record. */
const STRETCH_BYTES = 4 * 1024 * 1024;
const READS_AT_ONCE = 6;

/**
 * The bytes of records anywhere in the files, in the order of their places. They are read in the order of the files, so
 * rows in any other order do not cost a read each. All are held at once. Rejects as `RecordStore.readBytes` does.
 */
export async function readPlaces(store: RecordStore, places: readonly Place[]): Promise<Uint8Array[]> {
  const found: Uint8Array[] = new Array(places.length);
  const inOrder = places.map((place, index) => ({ ...place, index })).sort(compare);
  const waiting = stretchesOf(inOrder.filter(({ file }) => !store.isParquet(file))).values();
  const readTexts = async (): Promise<void> => {
    for (const { file, start, end, members } of waiting) {
      const bytes = await store.readBytes(store.locator(file, start, end - start));
      for (const { index, offset, length } of members)
        found[index] = bytes.subarray(offset - start, offset - start + length);
    }
  };
  // A row group is decoded up to the row asked for, so its rows are read one after the other.
  const readRows = async (): Promise<void> => {
    for (const { file, offset, length, index } of inOrder.filter((place) => store.isParquet(place.file)))
      found[index] = await store.readBytes(store.locator(file, offset, length));
  };
  await Promise.all([readRows(), ...Array.from({ length: READS_AT_ONCE }, readTexts)]);
  return found;
}

interface NumberedPlace extends Place {
  index: number;
}

interface Stretch {
  file: number;
  start: number;
  end: number;
  members: NumberedPlace[];
}

function compare(a: Place, b: Place): number {
  return a.file - b.file || a.offset - b.offset || a.length - b.length;
}

/** Few stretches that hold all places of text files, which are given in the order of the files. */
function stretchesOf(places: readonly NumberedPlace[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const place of places) {
    const { file, offset, length } = place;
    const last = stretches.at(-1);
    const end = offset + length;
    if (
      last === undefined ||
      last.file !== file ||
      offset - last.end > GAP_BYTES ||
      end - last.start > STRETCH_BYTES
    )
      stretches.push({ file, start: offset, end, members: [place] });
    else {
      last.end = Math.max(last.end, end);
      last.members.push(place);
    }
  }
  return stretches;
}
