import { Bool, type Data, makeData, type Utf8 } from "apache-arrow";
import { decodeUtf8 } from "@/lib/format";

/** JSON that stands for no value, as `emptySql` has it. */
const EMPTY_JSON: ReadonlySet<string> = new Set(["", '""', "[]", "{}", "null"]);
const LONGEST_EMPTY = 4;

/** What the index holds of texts that lie beside it: null for none, false for an empty one. */
export function presenceData(texts: Data<Utf8>, isJson: boolean): Data<Bool> {
  const { length, nullCount, nullBitmap, valueOffsets, values } = texts;
  const data = new Uint8Array((length + 7) >> 3);
  for (let row = 0; row < length; row++) {
    const start = valueOffsets[row] as number;
    const end = valueOffsets[row + 1] as number;
    const isEmpty =
      end === start ||
      (isJson && end - start <= LONGEST_EMPTY && EMPTY_JSON.has(decodeUtf8(values, start, end)));
    if (!isEmpty) data[row >> 3] = (data[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return makeData({
    ...{ type: new Bool(), length, nullCount, data },
    nullBitmap: nullCount === 0 ? null : (nullBitmap ?? null),
  });
}
